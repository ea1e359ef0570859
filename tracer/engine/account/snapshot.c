#include "account/snapshot.h"

#include <limits.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "account/descriptor_tables.h"
#include "account/inquiries.h"
#include "base/bytes.h"
#include "base/fatal.h"
#include "base/process_state.h"
#include "base/trace.h"
#include "targets/tasks.h"

static struct bytes account;
static uint64_t account_time;

/* ---- Dead processes ---- */

static struct {
    pid_t *items;
    size_t count, capacity;
} dead;

static void forget_buried(void) {
    size_t kept = 0;
    for (size_t i = 0; i < dead.count; i++)
        if (process_state(dead.items[i], NULL) == 'Z' && tasks_find_process(dead.items[i]) == NULL)
            dead.items[kept++] = dead.items[i];
    dead.count = kept;
}

void snapshot_remember_dead(pid_t pid) {
    if (dead.count == dead.capacity) {
        /* Looking at all of them each time the list is full keeps it as short as the number of zombies. */
        forget_buried();
        if (2 * dead.count >= dead.capacity) {
            size_t capacity = dead.capacity > 0 ? 2 * dead.capacity : 64;
            pid_t *larger = realloc(dead.items, capacity * sizeof *larger);
            if (larger == NULL)
                fatal_no_memory();
            dead.items = larger;
            dead.capacity = capacity;
        }
    }
    dead.items[dead.count++] = pid;
}

/* ---- Numbers ---- */

static void put_u16(size_t value) {
    uint16_t number = (uint16_t)value;
    bytes_append(&account, &number, sizeof number);
}

static void put_u32(uint32_t value) {
    bytes_append(&account, &value, sizeof value);
}

static void put_u64(uint64_t value) {
    bytes_append(&account, &value, sizeof value);
}

/* A count that is known when what it counts has been appended. */
static size_t begin_count(void) {
    put_u32(0);
    return account.length;
}

static void end_count(size_t place, size_t count) {
    uint32_t number = (uint32_t)count;
    memcpy(account.data + place - sizeof number, &number, sizeof number);
}

/* ---- Descriptor tables ---- */

static void put_descriptor(const struct found_descriptor *item) {
    put_u32((uint32_t)item->number);
    put_u32(item->class);
    put_u32(item->flags);
    put_u32(item->status.st_mode);
    put_u64((uint64_t)item->position);
    put_u64((uint64_t)item->status.st_size);
    put_u64(item->status.st_dev);
    put_u64(item->status.st_ino);
    put_u64(item->status.st_rdev);
    put_u16(item->link_length);
    bytes_append(&account, item->link, item->link_length);
}

static void put_tables(const struct found_tables *found) {
    put_u32((uint32_t)found->table_count);
    for (size_t i = 0; i < found->table_count; i++) {
        const struct found_table *table = &found->tables[i];
        put_u32(table->refused ? 1 : 0);
        put_u32((uint32_t)table->count);
        for (size_t j = 0; j < table->count; j++)
            put_descriptor(&found->descriptors[table->first + j]);
    }
}

/* ---- Processes ---- */

static void put_state(char state) {
    put_u32((unsigned char)state);
}

static size_t put_threads(const struct process *process) {
    size_t count = 0;
    for (const struct task *task = process != NULL ? process->first_task : NULL; task != NULL; task = task->next, count++) {
        bool is_in_call = task->call.phase != CALL_NONE && task->call.entered;
        put_u32((uint32_t)task->tid);
        put_state(process_state(task->tid, NULL));
        put_u32(is_in_call ? task->call.number : UINT32_MAX);
        put_u32(descriptor_tables_class_of(task->tid));
    }
    return count;
}

/* Of a dead one, `process` is NULL. */
static void put_process(pid_t pid, const struct process *process) {
    char path[48], program[PATH_MAX];
    pid_t parent = 0;
    char state = process_state(pid, &parent);
    snprintf(path, sizeof path, "/proc/%d/exe", (int)pid);
    ssize_t length = readlink(path, program, sizeof program);
    put_u32((uint32_t)pid);
    put_u32((uint32_t)parent);
    put_state(state);
    put_u16(length > 0 ? (size_t)length : 0);
    bytes_append(&account, program, length > 0 ? (size_t)length : 0);
    size_t place = begin_count();
    end_count(place, put_threads(process));
}

static void put_processes(void) {
    size_t place = begin_count(), count = 0;
    for (struct process *process = tasks_first_process(); process != NULL; process = process->next)
        if (!process->launching) {
            put_process(process->pid, process);
            count++;
        }
    forget_buried();
    for (size_t i = 0; i < dead.count; i++)
        put_process(dead.items[i], NULL);
    end_count(place, count + dead.count);
}

/* ---- Answers ---- */

static void put_answers(const struct found_tables *found) {
    inquiries_append_lines(&account);
    size_t place = begin_count();
    size_t count = inquiries_ask_descriptions(found, &account);
    for (struct process *process = tasks_first_process(); process != NULL; process = process->next)
        if (!process->launching)
            count += inquiries_ask_process(process->pid, process, &account);
    for (size_t i = 0; i < dead.count; i++)
        count += inquiries_ask_process(dead.items[i], NULL, &account);
    count += inquiries_ask_numbers(&account);
    count += inquiries_ask_machine(&account);
    end_count(place, count);
}

/* ---- All ---- */

void snapshot_take(void) {
    account_time = trace_now();
    const struct found_tables *found = descriptor_tables_read();
    bytes_clear(&account);
    put_tables(found);
    put_processes();
    put_answers(found);
}

void snapshot_write(void) {
    trace_begin(RECORD_ACCOUNT);
    trace_u64(account_time);
    trace_bytes(account.data, account.length);
    trace_end();
    bytes_clear(&account);
}

void snapshot_append(void) {
    snapshot_take();
    snapshot_write();
}
