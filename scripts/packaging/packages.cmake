# What CPack makes of an installation: a Debian package, an RPM package, and an archive. scripts/package has it done.

set(CPACK_GENERATOR DEB RPM External)
set(CPACK_PACKAGE_NAME ibmcloud-token)
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY "Write the access token of an IBM Cloud login")
set(CPACK_PACKAGE_DESCRIPTION
"Runs `ibmcloud iam oauth-tokens`, takes the OAuth access token out of what
that prints, checks it, and hands it to a shell, a file or a command; or
writes nothing and says why.
With it come ibmcloud-login, which logs in only if there is need,
ibmcloud-token-migrate, which finds and rewrites old pipelines,
docker-credential-ibmcloud-token, which gives container clients the token,
a file to include in makefiles, completions for bash, zsh and fish, and
recipes.")
set(CPACK_PACKAGE_VENDOR "ibmcloud-token maintainers")
# Nobody has given an address yet: mail to this one goes nowhere (RFC 2606).
set(CPACK_PACKAGE_CONTACT "ibmcloud-token maintainers <maintainers@ibmcloud-token.invalid>")
set(CPACK_STRIP_FILES ON)
set(CPACK_VERBATIM_VARIABLES ON)
set(CPACK_PRE_BUILD_SCRIPTS ${CMAKE_CURRENT_LIST_DIR}/before_packing.cmake)

# The programs are linked statically and need nothing. docker-credential-ibmcloud-token needs a POSIX shell, which Debian
# always has, ibmcloud-token.mk needs make, and ibmcloud-token-migrate needs shfmt to rewrite.
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_SECTION utils)
set(CPACK_DEBIAN_PACKAGE_SUGGESTS "make, shfmt")

set(CPACK_RPM_FILE_NAME RPM-DEFAULT)
set(CPACK_RPM_PACKAGE_DESCRIPTION ${CPACK_PACKAGE_DESCRIPTION})
set(CPACK_RPM_COMPRESSION_TYPE gzip)
set(CPACK_RPM_PACKAGE_LICENSE "None: no licence has been chosen")
set(CPACK_RPM_PACKAGE_AUTOREQPROV no)
set(CPACK_RPM_PACKAGE_REQUIRES /bin/sh)
# Folders of other packages.
set(CPACK_RPM_EXCLUDE_FROM_AUTO_FILELIST_ADDITION
  /usr/share/bash-completion /usr/share/bash-completion/completions
  /usr/share/fish /usr/share/fish/vendor_completions.d
  /usr/share/man /usr/share/man/man1
  /usr/share/zsh /usr/share/zsh/site-functions)
# CPack 3.25 has no variable for the packager, and takes rpm for one that does not know Suggests. The rest keeps the name of
# this machine and the time of day out of the package, has new releases of rpm write what old ones can read, and keeps
# all of them from touching files that are as they are to be.
set(CPACK_RPM_SPEC_MORE_DEFINE
"Suggests: make
Suggests: shfmt
Packager: ${CPACK_PACKAGE_CONTACT}
%global _buildhost reproducible
%global use_source_date_epoch_as_buildtime 1
%global _rpmformat 4
%global __os_install_post %{nil}
%global _build_id_links none")

set(CPACK_EXTERNAL_ENABLE_STAGING ON)
set(CPACK_EXTERNAL_PACKAGE_SCRIPT ${CMAKE_CURRENT_LIST_DIR}/archive.cmake)
string(TOLOWER ${CMAKE_SYSTEM_NAME} system)
set(CPACK_PACKAGE_FILE_NAME ibmcloud-token-${PROJECT_VERSION}-${system}-${CMAKE_SYSTEM_PROCESSOR})

include(CPack)
