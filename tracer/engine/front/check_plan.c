#include "front/check_plan.h"

#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/bytes.h"
#include "base/end_as.h"
#include "base/fatal.h"
#include "front/node.h"

static void __attribute__((noreturn)) ask(char **words, size_t count, int answer) {
    char **asked = calloc(count + 3, sizeof *asked);
    if (asked == NULL)
        fatal_no_memory();
    asked[0] = "check";
    asked[1] = "--plan";
    memcpy(asked + 2, words, count * sizeof *asked);
    dup2(answer, STDOUT_FILENO);
    become_node(asked);
}

static char *answer_to(char **words, size_t count) {
    enum { part = 4096 };
    int ends[2];
    if (pipe2(ends, O_CLOEXEC) < 0)
        fatal("a pipe cannot be made: %s.", strerror(errno));
    pid_t node = fork();
    if (node < 0)
        fatal("a process cannot be made: %s.", strerror(errno));
    if (node == 0)
        ask(words, count, ends[1]);
    close(ends[1]);
    struct bytes answer = { 0 };
    for (ssize_t length; (length = read(ends[0], bytes_reserve(&answer, part), part)) != 0;)
        if (length > 0)
            answer.length += (size_t)length;
        else if (errno != EINTR)
            fatal("a pipe cannot be read: %s.", strerror(errno));
    close(ends[0]);
    int status;
    while (waitpid(node, &status, 0) < 0 && errno == EINTR)
        ;
    if (status != 0)
        end_as(status);
    *(char *)bytes_reserve(&answer, 1) = 0;
    return (char *)answer.data;
}

struct check_plan check_plan_of(char **words) {
    struct check_plan plan = { 0 };
    for (bool is_help = false; words[plan.words] != NULL && !is_help; plan.words++) {
        is_help = strcmp(words[plan.words], "--help") == 0;
        if (strcmp(words[plan.words], "--") != 0)
            continue;
        if (words[plan.words + 1] == NULL)
            return plan;
        plan.program = words + plan.words + 1;
        break;
    }
    if (plan.program == NULL)
        return plan;
    /* The milliseconds, a blank, whether memory is to be watched (0 or 1), a blank, and the name of the trace, which may be empty. */
    char *output, *answer = answer_to(words, plan.words);
    plan.hang_after = strtoll(answer, &output, 10);
    plan.watch_memory = strtol(output, &output, 10) != 0;
    if (output[0] == ' ' && output[1] != 0)
        plan.output = output + 1;
    return plan;
}
