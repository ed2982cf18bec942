# The tool chain of scripts/check-macos: zig for MACHINE (aarch64 or x86_64), and Boost as BoostConfig.cmake builds it.
set(CMAKE_TRY_COMPILE_PLATFORM_VARIABLES MACHINE ZIG)
set(CMAKE_SYSTEM_NAME Darwin)
set(CMAKE_SYSTEM_PROCESSOR ${MACHINE})
set(CMAKE_CXX_COMPILER ${ZIG} c++)
set(CMAKE_CXX_COMPILER_TARGET ${MACHINE}-macos)
set(CMAKE_AR ${ZIG})
set(CMAKE_CXX_ARCHIVE_CREATE "<CMAKE_AR> ar qc <TARGET> <OBJECTS>")
set(CMAKE_CXX_ARCHIVE_FINISH "<CMAKE_AR> ranlib <TARGET>")
# CMake asks zig for a default in a way that zig does not know.
set(CMAKE_INSTALL_LIBDIR lib)
set(CMAKE_INSTALL_NAME_TOOL :)
set(Boost_DIR ${CMAKE_CURRENT_LIST_DIR})
