#include "events/newborn.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/fatal.h"
#include "base/trace.h"

static const uint64_t patience = 100000000; /* nanoseconds */

struct newborn {
    struct newborn *next;
    pid_t tid;
    uint64_t since;
};

static struct newborn *newborns;

void newborn_put(pid_t tid) {
    struct newborn *newborn = malloc(sizeof *newborn);
    if (newborn == NULL)
        fatal_no_memory();
    *newborn = (struct newborn){ newborns, tid, trace_now() };
    newborns = newborn;
}

static pid_t take(struct newborn **place) {
    struct newborn *newborn = *place;
    pid_t tid = newborn->tid;
    *place = newborn->next;
    free(newborn);
    return tid;
}

bool newborn_take(pid_t tid) {
    for (struct newborn **place = &newborns; *place != NULL; place = &(*place)->next)
        if ((*place)->tid == tid) {
            take(place);
            return true;
        }
    return false;
}

bool newborn_any(void) {
    return newborns != NULL;
}

pid_t newborn_next_orphan(void) {
    for (struct newborn **place = &newborns; *place != NULL; place = &(*place)->next)
        if ((*place)->since + patience < trace_now())
            return take(place);
    return 0;
}

void newborn_forget_all(void) {
    while (newborns != NULL)
        take(&newborns);
}

pid_t newborn_process_of(pid_t tid) {
    char path[64], line[128];
    snprintf(path, sizeof path, "/proc/%d/status", (int)tid);
    FILE *file = fopen(path, "re");
    pid_t pid = 0;
    if (file == NULL)
        return pid;
    while (fgets(line, sizeof line, file) != NULL)
        if (strncmp(line, "Tgid:", 5) == 0)
            pid = (pid_t)atoi(line + 5);
    fclose(file);
    return pid;
}
