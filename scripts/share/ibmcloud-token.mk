# An IBM Cloud access token for makefiles (GNU make 3.81 or newer). The CLI is run only if a rule that is carried out
# uses the token, and then once:
#
#     include ibmcloud-token.mk
#
#     deploy: export IAM_TOKEN = $(IBMCLOUD_TOKEN)              # in the recipe's environment: "$$IAM_TOKEN"
#     list: | $(IBMCLOUD_TOKEN_FILE)                            # a header for `curl -H @$(IBMCLOUD_TOKEN_FILE)`
#     all: export IBMCLOUD_TOKEN_INHERITED = $(IBMCLOUD_TOKEN)  # for each `$(MAKE)` in a recipe
#
# Without a token make stops with status 2 and runs nothing of the recipe. Never write $(IBMCLOUD_TOKEN) into a recipe:
# make prints recipes, and everybody can see arguments. What a target exports its prerequisites get, too. `make -p`
# prints every variable, also this one. Before the include, or as arguments of make, can be set:

# The program, and options for it when it has to get a token. With --cache, many makes run the CLI once.
IBMCLOUD_TOKEN_PROGRAM ?= ibmcloud-token
IBMCLOUD_TOKEN_FLAGS ?= --cache
# The account that the token has to be for.
IBMCLOUD_TOKEN_ACCOUNT ?=
# The file with the header, which is best kept out of version control, and how much life saves it from being replaced.
IBMCLOUD_TOKEN_FILE ?= .ibmcloud-token
IBMCLOUD_TOKEN_MIN_TTL ?= 60s

# All single letters among make's flags, less those of options with an argument.
ibmcloud_token_is_dry_run = $(findstring n,$(filter-out --% -E% -I% -O% -W% -j% -l% -o%,$(MFLAGS)))
# Expanded here, where no target's export of it counts. In make's own environment it may be an old token.
ibmcloud_token_inherited := $(if $(filter-out 0,$(MAKELEVEL)),$(value IBMCLOUD_TOKEN_INHERITED))
ibmcloud_token_for_account = $(addprefix --account ,$(IBMCLOUD_TOKEN_ACCOUNT))
ibmcloud_token_new = $(IBMCLOUD_TOKEN_PROGRAM) $(IBMCLOUD_TOKEN_FLAGS) $(ibmcloud_token_for_account)
# The exit status can be had since make 4.2 only, but no output says the same. Standard error has said why.
ibmcloud_token_or_stop = $(or $(ibmcloud_token_inherited),$(shell $(ibmcloud_token_new)),$(error no IBM Cloud token))
# This definition lasts until its first use, which puts the token in its place.
ibmcloud_token_once = $(eval IBMCLOUD_TOKEN := $$(ibmcloud_token_or_stop))$(IBMCLOUD_TOKEN)
IBMCLOUD_TOKEN = $(if $(ibmcloud_token_is_dry_run),dry-run,$(ibmcloud_token_once))
# Exported, they would be expanded for every recipe.
unexport IBMCLOUD_TOKEN ibmcloud_token_once ibmcloud_token_or_stop

# Looked at whenever it is asked for, and left alone while it will do: what depends on it is not remade then.
ibmcloud_token_goal := $(.DEFAULT_GOAL)
$(IBMCLOUD_TOKEN_FILE): ibmcloud-token-always
	@$(IBMCLOUD_TOKEN_PROGRAM) --quiet --input $@ --check --min-ttl $(IBMCLOUD_TOKEN_MIN_TTL) \
	    $(ibmcloud_token_for_account) || $(ibmcloud_token_new) --no-cache --header --output $@
.PHONY: ibmcloud-token-always
ibmcloud-token-always:
.DEFAULT_GOAL := $(ibmcloud_token_goal)
