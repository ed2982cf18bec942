#include "migrate/program.hpp"
#include "program/run_main.hpp"

int main(int argc, char** argv) {
    using namespace ibmcloud_token;
    return run_main("ibmcloud-token-migrate", argc, argv, migrate::run_program);
}
