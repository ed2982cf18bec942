# CPack runs this for each kind of package, on the folder with what goes into it.

if(NOT DEFINED ENV{SOURCE_DATE_EPOCH})
  message(FATAL_ERROR "Use scripts/package, or set SOURCE_DATE_EPOCH to the time that all files are to have.")
endif()

set(share ${CPACK_TEMPORARY_DIRECTORY}/${CPACK_PACKAGING_INSTALL_PREFIX}/share)
file(GLOB man_pages ${share}/man/man1/*.1)
execute_process(COMMAND gzip -9n ${man_pages} COMMAND_ERROR_IS_FATAL ANY)

if(CPACK_GENERATOR STREQUAL DEB)
  # Debian's zsh looks there.
  file(RENAME ${share}/zsh/site-functions ${share}/zsh/vendor-completions)
  file(MAKE_DIRECTORY ${share}/lintian/overrides)
  file(COPY_FILE ${CMAKE_CURRENT_LIST_DIR}/lintian-overrides ${share}/lintian/overrides/ibmcloud-token)
  execute_process(COMMAND date --rfc-email --utc --date=@$ENV{SOURCE_DATE_EPOCH}
    OUTPUT_VARIABLE date COMMAND_ERROR_IS_FATAL ANY)
  set(changelog ${share}/doc/ibmcloud-token/changelog)
  file(WRITE ${changelog}
"ibmcloud-token (${CPACK_PACKAGE_VERSION}) unstable; urgency=medium

  * What has changed is told by the history of the sources.

 -- ${CPACK_PACKAGE_CONTACT}  ${date}")
  execute_process(COMMAND gzip -9n ${changelog} COMMAND_ERROR_IS_FATAL ANY)
endif()

execute_process(
  COMMAND find ${CPACK_TEMPORARY_DIRECTORY} -exec touch --date=@$ENV{SOURCE_DATE_EPOCH} {} +
  COMMAND_ERROR_IS_FATAL ANY)
