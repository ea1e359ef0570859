#include "process_state.h"

#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

char process_state(pid_t tid, pid_t *parent) {
    char path[48], text[512];
    snprintf(path, sizeof path, "/proc/%d/stat", (int)tid);
    int file = open(path, O_RDONLY | O_CLOEXEC);
    if (file < 0)
        return 'X';
    ssize_t length = read(file, text, sizeof text - 1);
    close(file);
    if (length <= 0)
        return 'X';
    text[length] = 0;
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
