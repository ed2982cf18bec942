# The token of the `ibmcloud` login in makefiles. For GNU make 3.81 or newer; tried with 4.3 and 4.4.1.
#
#     include /usr/share/ibmcloud-token/ibmcloud-token.mk
#
#     deploy: export IAM_TOKEN = $(IBMCLOUD_TOKEN)    # in the environment of the recipe: "$$IAM_TOKEN"
#     list:                                           # in a file, as a header for curl:
#     	curl -fsS -H @$(IBMCLOUD_TOKEN_FILE) https://resource-controller.cloud.ibm.com/v2/resource_instances
#
# The path is /usr/local/share/ibmcloud-token/ibmcloud-token.mk after `cmake --install` with its default prefix, and
# scripts/share/ibmcloud-token.mk in the source tree.
#
# Each recipe asks for the token when it starts. While the stored token lives, that takes a millisecond and does not run
# the CLI. Without a token make stops with status 2, and no line of the recipe runs. `make -n` and `make -q` ask nothing.
#
# - Do not write $(IBMCLOUD_TOKEN) into a recipe: make prints recipes, and everybody can read arguments.
# - Prerequisites and inner makes inherit what a target exports. `make -p` prints the environment, so an inner
#   `make -p` prints such a token.
# - All lines of a recipe are expanded before the first one runs. In a recipe that takes longer than the token lives,
#   write `ibmcloud-token --reuse --header -- curl -H @/dev/fd/token URL` instead.
#
# These variables can be set before the include, or as arguments of make:

ifndef ibmcloud_token_command

# The program, and its options.
IBMCLOUD_TOKEN_PROGRAM ?= ibmcloud-token
IBMCLOUD_TOKEN_FLAGS ?= --reuse
# The lifetime that the token must have left, and the account that it must belong to.
IBMCLOUD_TOKEN_MIN_TTL ?= 10s
IBMCLOUD_TOKEN_ACCOUNT ?=
# The file, to be ignored by version control. With an account, `-ID` is appended.
IBMCLOUD_TOKEN_FILE ?= .ibmcloud-token

ibmcloud_token_command = $(IBMCLOUD_TOKEN_PROGRAM) $(IBMCLOUD_TOKEN_FLAGS) --min-ttl $(IBMCLOUD_TOKEN_MIN_TTL) \
    $(addprefix --account ,$(IBMCLOUD_TOKEN_ACCOUNT))
# $(1) is more of the command. $(.SHELLSTATUS) is new in make 4.2, but a command that fails writes nothing.
ibmcloud_token_or_stop = $(or $(shell $(ibmcloud_token_command) $(1)),$(error no IBM Cloud token))
# With a dash before it, the first word of MAKEFLAGS is the flags of one letter, on every release.
ibmcloud_token_is_dry_run = $(findstring n,$(subst q,n,$(firstword -$(MAKEFLAGS))))
ibmcloud_token_base := $(IBMCLOUD_TOKEN_FILE)
ibmcloud_token_path = $(ibmcloud_token_base)$(addprefix -,$(notdir $(IBMCLOUD_TOKEN_ACCOUNT)))

# `override`, so that neither the environment nor an argument can bring in an old token.
override IBMCLOUD_TOKEN = $(if $(ibmcloud_token_is_dry_run),dry-run,$(call ibmcloud_token_or_stop,))
# In a recipe, where $@ is set, the file is written first. Elsewhere this is only its name.
override IBMCLOUD_TOKEN_FILE = $(if $(if $(ibmcloud_token_is_dry_run),,$(value @)),$(call \
    ibmcloud_token_or_stop,--header --output $(ibmcloud_token_path) && echo $(ibmcloud_token_path)),$(ibmcloud_token_path))
# Otherwise a makefile that exports everything would expand them for each recipe.
unexport IBMCLOUD_TOKEN IBMCLOUD_TOKEN_FILE ibmcloud_token_or_stop

# For rules that name the file as a prerequisite. They write it behind `|`, or else they are remade each time.
ibmcloud_token_goal := $(.DEFAULT_GOAL)
.PHONY: $(IBMCLOUD_TOKEN_FILE)
$(IBMCLOUD_TOKEN_FILE):
	@: $(IBMCLOUD_TOKEN_FILE)
.DEFAULT_GOAL := $(ibmcloud_token_goal)

endif
