#include "recording/records.h"

#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/bytes.h"
#include "base/registers.h"
#include "base/signals.h"
#include "base/trace.h"
#include "recording/enters.h"
#include "stacks/stacks.h"
#include "targets/tasks.h"

/* Of an environment the trace has no more bytes. */
enum { MOST_OF_ENVIRONMENT = 128 << 10 };

void record_task(const struct task *task, const struct task *creator, uint64_t clone_flags, enum creation how) {
    enters_write_except(creator);
    trace_begin(RECORD_TASK);
    trace_u64(trace_now());
    trace_u32((uint32_t)task->tid);
    trace_u32((uint32_t)task->process->pid);
    trace_u32(creator != NULL ? (uint32_t)creator->tid : 0);
    trace_u32(creator != NULL ? (uint32_t)creator->process->pid : 0);
    trace_u64(clone_flags);
    trace_u32(creator != NULL ? creator->call.stack : 0);
    trace_u8((uint8_t)how);
    trace_u8(0);
    trace_u16(0);
    trace_end();
}

static size_t read_link(pid_t pid, const char *name, char *text, size_t size) {
    char path[64];
    snprintf(path, sizeof path, "/proc/%d/%s", (int)pid, name);
    ssize_t length = readlink(path, text, size - 1);
    if (length < 0)
        length = 0;
    text[length] = 0;
    return (size_t)length;
}

static void read_words(pid_t pid, const char *name, struct bytes *words) {
    char path[64];
    snprintf(path, sizeof path, "/proc/%d/%s", (int)pid, name);
    bytes_clear(words);
    int file = open(path, O_RDONLY | O_CLOEXEC);
    if (file < 0)
        return;
    for (;;) {
        ssize_t length = read(file, bytes_reserve(words, 4096), 4096);
        if (length <= 0)
            break;
        words->length += (size_t)length;
    }
    close(file);
}

struct executed record_exec(const struct task *task, pid_t former_tid) {
    static struct bytes words;
    static struct bytes environment;
    static char program[PATH_MAX];
    char directory[PATH_MAX];
    pid_t pid = task->process->pid;
    size_t program_length = read_link(pid, "exe", program, sizeof program);
    size_t directory_length = read_link(pid, "cwd", directory, sizeof directory);
    read_words(pid, "cmdline", &words);
    read_words(pid, "environ", &environment);
    size_t kept = environment.length < MOST_OF_ENVIRONMENT ? environment.length : MOST_OF_ENVIRONMENT;
    enters_write_except(NULL);
    trace_begin(RECORD_EXEC);
    trace_u64(trace_now());
    trace_u32((uint32_t)pid);
    trace_u32((uint32_t)former_tid);
    trace_u16((uint16_t)program_length);
    trace_u16((uint16_t)directory_length);
    trace_u32((uint32_t)words.length);
    trace_bytes(program, program_length);
    trace_bytes(directory, directory_length);
    trace_bytes(words.data, words.length);
    trace_u32((uint32_t)environment.length);
    trace_bytes(environment.data, kept);
    trace_end();
    bytes_append(&words, "", 1);
    return (struct executed){ program, (char *)words.data };
}

void record_exiting(struct task *task, int wait_status) {
    enters_write_except(NULL);
    trace_begin(RECORD_EXITING);
    trace_u64(trace_now());
    trace_u32((uint32_t)task->tid);
    trace_u32((uint32_t)task->process->pid);
    trace_u32((uint32_t)wait_status);
    trace_end();
}

void record_exited(const struct task *task, int wait_status) {
    enters_write_except(NULL);
    trace_begin(RECORD_EXITED);
    trace_u64(trace_now());
    trace_u32((uint32_t)task->tid);
    trace_u32((uint32_t)task->process->pid);
    trace_u32((uint32_t)wait_status);
    trace_end();
}

void record_signal(struct task *task, const siginfo_t *information) {
    uint32_t stack = stacks_take(task);
    const struct user_regs_struct *registers = task_registers(task);
    enters_write_except(NULL);
    trace_begin(RECORD_SIGNAL);
    trace_u64(trace_now());
    trace_u32((uint32_t)task->tid);
    trace_u32(stack);
    trace_bytes(information, 128);
    trace_u64(registers != NULL ? registers_stack_pointer(registers) : 0);
    trace_u64(signals_queued(task->tid, false));
    trace_u64(signals_queued(task->tid, true));
    trace_end();
}

static void append_stop(const struct task *task, uint32_t stack, enum stop_reason reason, bool others_frozen, int signal) {
    enters_write_except(NULL);
    trace_begin(RECORD_STOP);
    trace_u64(trace_now());
    trace_u32((uint32_t)task->tid);
    trace_u32((uint32_t)task->process->pid);
    trace_u32(stack);
    trace_u8((uint8_t)reason);
    trace_u8(others_frozen ? 1 : 0);
    trace_u16((uint16_t)signal);
    trace_end();
}

void record_stop(struct task *task, enum stop_reason reason, bool others_frozen, int signal) {
    append_stop(task, stacks_take(task), reason, others_frozen, signal);
}

void record_stop_elsewhere(const struct task *task, enum stop_reason reason, bool others_frozen) {
    append_stop(task, 0, reason, others_frozen, 0);
}

void record_resume(const struct task *task) {
    enters_write_except(NULL);
    trace_begin(RECORD_RESUME);
    trace_u64(trace_now());
    trace_u32((uint32_t)task->tid);
    trace_u32((uint32_t)task->process->pid);
    trace_end();
}

void record_job_control(const struct task *task, int signal) {
    enters_write_except(NULL);
    trace_begin(RECORD_JOB_CONTROL);
    trace_u64(trace_now());
    trace_u32((uint32_t)task->tid);
    trace_u32((uint32_t)task->process->pid);
    trace_u16((uint16_t)signal);
    trace_end();
}

void record_end(int wait_status, enum end_cause cause) {
    enters_write_except(NULL);
    trace_begin(RECORD_END);
    trace_u64(trace_now());
    trace_u32((uint32_t)wait_status);
    trace_u8((uint8_t)cause);
    trace_end();
}

void record_note(const char *sentence) {
    enters_write_except(NULL);
    trace_begin(RECORD_NOTE);
    trace_u64(trace_now());
    trace_bytes(sentence, strlen(sentence));
    trace_end();
}
