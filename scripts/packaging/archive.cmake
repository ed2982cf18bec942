# CPack runs this to make the archive. In one that it makes itself, the owner of the files is who made it, and their order
# that of a folder on this disk.

set(archive ${CPACK_TEMPORARY_DIRECTORY}.tar.gz)
execute_process(
  COMMAND tar --create --sort=name --owner=root:0 --group=root:0 --use-compress-program "gzip -9n"
    --file ${archive} --directory ${CPACK_TEMPORARY_DIRECTORY}/.. ${CPACK_PACKAGE_FILE_NAME}
  COMMAND_ERROR_IS_FATAL ANY)
set(CPACK_EXTERNAL_BUILT_PACKAGES ${archive})
