#include "events/interrupted.h"

#include <errno.h>
#include <stddef.h>
#include <stdint.h>

#include "base/registers.h"
#include "base/signals.h"
#include "recording/calls.h"
#include "targets/tasks.h"

/* We made the task repeat its call, which is undone if a signal comes before it runs. */
struct rewinding {
    bool is_rewound;
    int64_t number;
    uint64_t address;
};

static struct rewinding *of(struct task *task) {
    if (task->rewinding == NULL)
        task->rewinding = tasks_new_part(sizeof *task->rewinding);
    return task->rewinding;
}

void interrupted_rewind(struct task *task) {
    struct user_regs_struct *registers = task_registers(task);
    if (registers == NULL || registers_call_number(registers) < 0 || registers_call_result(registers) != -EINTR)
        return;
    struct rewinding *rewinding = of(task);
    rewinding->is_rewound = true;
    rewinding->number = registers_call_number(registers);
    registers_rewind_call(registers);
    rewinding->address = registers_program_counter(registers);
    task_write_registers(task);
}

bool interrupted_take_rewound(struct task *task) {
    bool was_rewound = of(task)->is_rewound;
    of(task)->is_rewound = false;
    return was_rewound;
}

static void settle(struct task *task, bool goes_on, int signal) {
    enum { interrupted_without_effect = -512 };
    int64_t result = call_result(task);
    if (result == interrupted_without_effect && signals_are_ignored(task->tid, signal))
        call_go_on(task);
    call_settle(task, goes_on && result == -EINTR ? interrupted_without_effect : result);
}

void interrupted_settle(struct task *task, bool was_rewound, const siginfo_t *information) {
    struct user_regs_struct *registers = task_registers(task);
    if (registers == NULL)
        return;
    if (call_is_partial_write(task)) {
        if (!signals_are_ignored(task->tid, information->si_signo))
            call_end_partial_write(task);
        return;
    }
    /* It may have made its call again meanwhile. */
    was_rewound = was_rewound && registers_program_counter(registers) == of(task)->address;
    /* A traced task is woken even by signals that it ignores; calls that the kernel does not restart by itself would
     * fail as they never do untraced. */
    bool ignored = (was_rewound || registers_call_result(registers) == -EINTR) && signals_are_ignored(task->tid, information->si_signo);
    if (was_rewound && !ignored) {
        registers_unrewind_call(registers, of(task)->number);
        task_write_registers(task);
    }
    if (!was_rewound && ignored && registers_call_number(registers) >= 0) {
        registers_rewind_call(registers);
        task_write_registers(task);
    }
    if (call_is_unsettled(task))
        settle(task, ignored, information->si_signo);
}
