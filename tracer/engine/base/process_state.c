#include "base/process_state.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* `false`, and errno, when there is nothing to read. */
static bool read_text(pid_t tid, const char *name, char *text, size_t size) {
    char path[48];
    snprintf(path, sizeof path, "/proc/%d/%s", (int)tid, name);
    int file = open(path, O_RDONLY | O_CLOEXEC);
    if (file < 0)
        return false;
    ssize_t length = read(file, text, size - 1);
    int error = length == 0 ? ENODATA : errno;
    close(file);
    errno = error;
    if (length <= 0)
        return false;
    text[length] = 0;
    return true;
}

char process_state(pid_t tid, pid_t *parent) {
    char text[512];
    if (!read_text(tid, "stat", text, sizeof text))
        return 'X';
    /* The name before it may hold blanks and parentheses. */
    const char *end_of_name = strrchr(text, ')');
    int number;
    char state;
    if (end_of_name == NULL || sscanf(end_of_name + 1, " %c %d", &state, &number) != 2)
        return 'X';
    if (parent != NULL)
        *parent = (pid_t)number;
    return state;
}

bool process_is_asleep(pid_t tid) {
    char text[512];
    /* "running", or the number of the call in which it is blocked (proc_pid_syscall(5)). */
    if (read_text(tid, "syscall", text, sizeof text))
        return strncmp(text, "running", strlen("running")) != 0;
    /* Of a process that is not dumpable only the letter of its state can be read. */
    return errno == EACCES || errno == EPERM;
}

bool process_may_await_page(pid_t tid) {
    char text[64];
    if (!read_text(tid, "wchan", text, sizeof text) || strcmp(text, "0") == 0)
        return process_is_asleep(tid);
    return strcmp(text, "handle_userfault") == 0;
}

bool process_awaits_program(pid_t tid) {
    static const char *const places[] = { "handle_userfault", "userfaultfd_event_wait_completion", "fanotify_handle_event" };
    char text[64];
    if (!read_text(tid, "wchan", text, sizeof text))
        return false;
    for (size_t i = 0; i < sizeof places / sizeof *places; i++)
        if (strcmp(text, places[i]) == 0)
            return true;
    return false;
}

long process_status_number(pid_t tid, const char *key) {
    char text[8192];
    if (!read_text(tid, "status", text, sizeof text))
        return -1;
    const char *line = strstr(text, key);
    if (line == NULL)
        return -1;
    size_t length = strcspn(line, "\n");
    while (length > 0 && line[length - 1] >= '0' && line[length - 1] <= '9')
        length--;
    return strtol(line + length, NULL, 10);
}
