#include "recording/futex_waits.h"

#include <linux/futex.h>
#include <stdbool.h>
#include <stdint.h>
#include <sys/syscall.h>

#include "base/registers.h"
#include "targets/space_memory.h"
#include "targets/tasks.h"

/* The arguments of futex(2). */
enum { word_address, operation, expected_value, time_limit };

/* Nobody else has the memory by which a private futex is known (FUTEX_PRIVATE_FLAG). With a second thread a wake could come
 * between the two waits, and would be lost. */
static bool is_alone_in_its_memory(const struct task *task) {
    const struct process *process = task->process;
    return process->first_task == task && task->next == NULL && process->space->references == 1;
}

static bool is_private_wait(const struct call *call) {
    if (call->number != SYS_futex)
        return false;
    uint64_t command = call->arguments[operation] & FUTEX_CMD_MASK;
    return (command == FUTEX_WAIT || command == FUTEX_WAIT_BITSET) && (call->arguments[operation] & FUTEX_PRIVATE_FLAG) != 0
           && call->arguments[time_limit] == 0;
}

static void expect(struct task *task, uint32_t value) {
    struct user_regs_struct *registers = task_registers(task);
    if (registers == NULL)
        return;
    registers_set_call_argument(registers, expected_value, value);
    task_write_registers(task);
}

void futex_wait_begins_again(struct task *task) {
    struct call *call = &task->call;
    uint32_t word;
    if (!is_private_wait(call) || !is_alone_in_its_memory(task)
        || process_read_memory(task->process, call->arguments[word_address], &word, sizeof word) != sizeof word
        || word == (uint32_t)call->arguments[expected_value])
        return;
    call->expects_present_word = true;
    expect(task, word);
}

void futex_wait_returns(struct task *task) {
    struct call *call = &task->call;
    if (!call->expects_present_word)
        return;
    call->expects_present_word = false;
    expect(task, (uint32_t)call->arguments[expected_value]);
}
