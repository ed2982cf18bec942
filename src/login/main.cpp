#include "login/program.hpp"
#include "program/run_main.hpp"

int main(int argc, char** argv) {
    using namespace ibmcloud_token;
    return run_main("ibmcloud-login", argc, argv, login::run_program);
}
