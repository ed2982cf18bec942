// The least that a program can do that runs the CLI and hands the token over: posix_spawn, one pipe, the word after
// `Bearer`, one write. It checks nothing. Usage: lower_bound CLI

#include <spawn.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

extern char** environ;

int main(int argc, char** argv) {
    static char output[65536];
    int fds[2];
    posix_spawn_file_actions_t actions;
    pid_t child = 0;
    int wait_status = 0;
    size_t size = 0;
    ssize_t count = 0;
    char* arguments[] = {argv[argc - 1], "iam", "oauth-tokens", NULL};

    if (pipe(fds) != 0 || posix_spawn_file_actions_init(&actions) != 0 ||
        posix_spawn_file_actions_adddup2(&actions, fds[1], STDOUT_FILENO) != 0 ||
        posix_spawn_file_actions_addclose(&actions, fds[0]) != 0 ||
        posix_spawn_file_actions_addclose(&actions, fds[1]) != 0 ||
        posix_spawn(&child, arguments[0], &actions, NULL, arguments, environ) != 0) {
        return 1;
    }
    close(fds[1]);
    while ((count = read(fds[0], output + size, sizeof output - 1 - size)) > 0) {
        size += (size_t)count;
    }
    if (waitpid(child, &wait_status, 0) < 0 || wait_status != 0) {
        return 1;
    }
    char* token = strstr(output, "Bearer ");
    if (token == NULL) {
        return 1;
    }
    token += strlen("Bearer ");
    size = strcspn(token, "\n") + 1;
    return write(STDOUT_FILENO, token, size) != (ssize_t)size;
}
