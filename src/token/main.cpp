#include "program/run_main.hpp"
#include "token/program.hpp"

int main(int argc, char** argv) {
    using namespace ibmcloud_token;
    return run_main("ibmcloud-token", argc, argv, run_program);
}
