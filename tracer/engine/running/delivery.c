#include "running/delivery.h"

#include <stddef.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "recording/records.h"
#include "targets/assertion.h"
#include "targets/tasks.h"

struct delivery {
    int signal;            /* or 0 */
    bool waits;            /* to be decided, and recorded when it is delivered */
    siginfo_t information; /* of one that waits */
    int sent;              /* the signal that gdb had us send, and that has not come yet, or 0 */
};

static struct delivery *of(struct task *task) {
    if (task->delivery == NULL)
        task->delivery = tasks_new_part(sizeof *task->delivery);
    return task->delivery;
}

void delivery_pass(struct task *task, int signal) {
    of(task)->signal = signal;
    of(task)->waits = false;
}

void delivery_wait(struct task *task, const siginfo_t *information) {
    ASSERT(task, of(task)->signal == 0);
    of(task)->signal = information->si_signo;
    of(task)->waits = true;
    of(task)->information = *information;
}

void delivery_decide(struct task *task, int signal) {
    struct delivery *delivery = of(task);
    if (delivery->waits) {
        delivery->signal = signal;
        if (signal != delivery->information.si_signo)
            delivery->information = (siginfo_t){ .si_signo = signal, .si_code = SI_USER };
    } else if (signal != 0) {
        /* A signal can be delivered at a signal's stop only; elsewhere it is sent, and passed on when it comes. */
        delivery->sent = signal;
        syscall(SYS_tgkill, task->process->pid, task->tid, signal);
    }
}

bool delivery_was_sent(struct task *task, int signal) {
    struct delivery *delivery = of(task);
    bool was_sent = delivery->sent == signal;
    if (was_sent)
        delivery->sent = 0;
    return was_sent;
}

bool delivery_is_on_its_way(struct task *task) {
    return of(task)->sent != 0;
}

void delivery_forget(struct task *task) {
    delivery_pass(task, 0);
}

int delivery_take(struct task *task) {
    struct delivery *delivery = of(task);
    int signal = delivery->signal;
    if (delivery->waits && signal != 0)
        record_signal(task, &delivery->information);
    delivery_forget(task);
    return signal;
}
