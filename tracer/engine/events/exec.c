#include "events/exec.h"

#include <stddef.h>
#include <sys/ptrace.h>

#include "account/snapshot.h"
#include "client/client.h"
#include "events/event_message.h"
#include "events/launch.h"
#include "recording/calls.h"
#include "recording/enters.h"
#include "recording/exec_notes.h"
#include "recording/records.h"
#include "running/causes.h"
#include "running/execution.h"
#include "running/stepping.h"
#include "running/stops.h"
#include "targets/breakpoints.h"
#include "targets/tasks.h"

/* When another thread than the leader executes, it takes over the leader's number. */
static struct task *find_caller(struct task *task, pid_t former_tid) {
    struct task *caller = tasks_find(former_tid);
    if (caller == NULL || caller == task || caller->process != task->process)
        return task;
    execution_note_stop(caller);
    return caller;
}

static void change_program(struct task *task) {
    struct process *process = task->process;
    struct address_space *former = tasks_exec(task);
    /* A vfork parent lives on in the memory that its child leaves. */
    if (debugger_of(process) != NULL && former->references > 1)
        breakpoints_remove_owner(former, debugger_of(process));
    tasks_release_space(former);
}

void exec_happened(struct task *task) {
    unsigned long message;
    pid_t former_tid = event_message_read(task, PTRACE_EVENT_EXEC, &message) ? (pid_t)message : task->tid;
    task = find_caller(task, former_tid);
    pid_t pid = task->process->pid;
    bool is_launch = task->process->launching;
    if (is_launch) {
        launch_has_executed(task);
    } else {
        enters_write(task);
        change_program(task);
    }
    struct executed executed = record_exec(task, former_tid);
    exec_notes_write(pid, executed.path);
    client_exec(pid, executed.path, executed.name);
    if (is_launch) {
        snapshot_append();
        call_enter_unrecorded(task);
    }
    task->is_executing = true;
    stepping_forget(task);
    stops_forget_report(task);
    execution_go_on(task);
}

void exec_note_return(struct task *task) {
    if (!task->is_executing)
        return;
    task->is_executing = false;
    if (!launch_has_returned(task))
        causes_note_exec(task);
}
