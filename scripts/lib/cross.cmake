# The tool chain for a MACHINE of the table beside this file: Debian's cross compiler, with what `sysroot` has unpacked.
set(CMAKE_TRY_COMPILE_PLATFORM_VARIABLES MACHINE)
file(STRINGS ${CMAKE_CURRENT_LIST_DIR}/machines row REGEX "^${MACHINE} ")
string(REPLACE " " ";" row "${row}")
list(POP_FRONT row MACHINE compiler libraries CMAKE_SYSTEM_PROCESSOR)

set(CMAKE_SYSTEM_NAME Linux)
set(CMAKE_CXX_COMPILER ${compiler}-g++)
file(REAL_PATH ../../build/sysroot/${MACHINE} CMAKE_SYSROOT BASE_DIRECTORY ${CMAKE_CURRENT_LIST_DIR})
set(CMAKE_FIND_ROOT_PATH_MODE_PROGRAM NEVER)
set(CMAKE_FIND_ROOT_PATH_MODE_PACKAGE ONLY)
# Without this the path of the sources is in the program, in the messages of Boost's assertions.
set(CMAKE_CXX_FLAGS_INIT -ffile-prefix-map=${CMAKE_SYSROOT}=)
# The compiler has a C library of its own, which lacks Debian's updates. A mix of both links, and fails when it starts.
set(CMAKE_EXE_LINKER_FLAGS_INIT "-B${CMAKE_SYSROOT}/usr/lib/${libraries} -L${CMAKE_SYSROOT}/usr/lib/${libraries}")
set(CMAKE_MODULE_LINKER_FLAGS_INIT ${CMAKE_EXE_LINKER_FLAGS_INIT})
