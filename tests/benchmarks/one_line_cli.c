// A CLI that writes one line, with the token that the build defines, and ends. With more than two arguments, as in
// `iam oauth-tokens --output json`, the line is JSON.

#include <unistd.h>

static const char text[] = "IAM token:  Bearer " TOKEN "\n";
static const char json[] = "{\"iam_token\": \"Bearer " TOKEN "\"}\n";

int main(int argc, char** argv) {
    const char* line = argc > 3 ? json : text;
    const size_t size = (argc > 3 ? sizeof json : sizeof text) - 1;
    (void)argv;
    return write(STDOUT_FILENO, line, size) != (ssize_t)size;
}
