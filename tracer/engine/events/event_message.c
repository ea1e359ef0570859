#include "events/event_message.h"

#include <signal.h>
#include <sys/ptrace.h>

#include "targets/tasks.h"

/* A SIGKILL moves a stopped task on to its exit stop at any moment, whose message is a wait status; so the stop is looked at
 * once more after its message was read. */
bool event_message_read(const struct task *task, int event, unsigned long *message) {
    siginfo_t information;
    return ptrace(PTRACE_GETEVENTMSG, task->tid, 0, message) == 0 && ptrace(PTRACE_GETSIGINFO, task->tid, 0, &information) == 0
           && information.si_code == (SIGTRAP | event << 8);
}
