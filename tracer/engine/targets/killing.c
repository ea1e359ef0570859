#include "targets/killing.h"

#include <signal.h>

#include "targets/tasks.h"

static bool all_were_killed;

void kill_process(const struct process *process) {
    kill(process->pid, SIGKILL);
}

void kill_all_processes(void) {
    all_were_killed = true;
    for (const struct process *process = tasks_first_process(); process != NULL; process = process->next)
        kill_process(process);
}

bool all_processes_were_killed(void) {
    return all_were_killed;
}
