// Usage: interleave ROUNDS COMMAND...
//
// Runs each COMMAND, words with blanks between them, once a round, in another order each time, so that whatever else the
// machine does falls on all of them alike, and each comes after each other. The first tenth of the rounds is for warming
// up. Prints a line for each: the median of its time in microseconds, its peak memory in KiB, and the command.
//
// In C and small: what a process had in memory when it started another counts for that one, too.

#include <fcntl.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

extern char** environ;

enum { most_words = 16, most_commands = 32 };

struct command {
    char* words[most_words + 1];
    double* times;
    long peak_memory;
};

static void fail(const char* what) {
    fprintf(stderr, "interleave: %s failed\n", what);
    exit(EXIT_FAILURE);
}

static double microseconds(void) {
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec * 1e6 + (double)now.tv_nsec / 1e3;
}

static int compare(const void* a, const void* b) {
    const double first = *(const double*)a;
    const double second = *(const double*)b;
    return (first > second) - (first < second);
}

static void split(char* text, char** words) {
    int count = 0;
    for (char* word = strtok(text, " "); word != NULL; word = strtok(NULL, " ")) {
        if (count == most_words) {
            fail("a command of so many words");
        }
        words[count++] = word;
    }
}

static void shuffle(int* order, int count) {
    for (int i = count - 1; i > 0; --i) {
        const int other = rand() % (i + 1);
        const int moved = order[i];
        order[i] = order[other];
        order[other] = moved;
    }
}

static void run(struct command* command, int round) {
    posix_spawn_file_actions_t actions;
    pid_t child = 0;
    int wait_status = 0;
    struct rusage used;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, "/dev/null", O_WRONLY, 0);
    const double start = microseconds();
    if (posix_spawnp(&child, command->words[0], &actions, NULL, command->words, environ) != 0 ||
        wait4(child, &wait_status, 0, &used) != child || wait_status != 0) {
        fail(command->words[0]);
    }
    command->times[round] = microseconds() - start;
    if (used.ru_maxrss > command->peak_memory) {
        command->peak_memory = used.ru_maxrss;
    }
    posix_spawn_file_actions_destroy(&actions);
}

int main(int argc, char** argv) {
    static struct command commands[most_commands];
    const int rounds = argc > 2 ? atoi(argv[1]) : 0;
    const int count = argc - 2;
    if (rounds < 1 || count > most_commands) {
        fputs("usage: interleave ROUNDS COMMAND...\n", stderr);
        return 64;
    }
    for (int i = 0; i < count; ++i) {
        char* text = strdup(argv[i + 2]);
        commands[i].times = calloc((size_t)rounds, sizeof *commands[i].times);
        if (text == NULL || commands[i].times == NULL) {
            fail("memory");
        }
        split(text, commands[i].words);
    }
    int order[most_commands];
    for (int i = 0; i < count; ++i) {
        order[i] = i;
    }
    for (int round = -(rounds / 10); round < rounds; ++round) {
        shuffle(order, count);
        for (int i = 0; i < count; ++i) {
            run(&commands[order[i]], round < 0 ? 0 : round);
        }
    }
    for (int i = 0; i < count; ++i) {
        qsort(commands[i].times, (size_t)rounds, sizeof *commands[i].times, compare);
        printf("%.0f\t%ld\t%s\n", commands[i].times[rounds / 2], commands[i].peak_memory,
               argv[i + 2]);
    }
    return 0;
}
