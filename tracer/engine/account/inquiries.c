#include "account/inquiries.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <string.h>
#include <sys/statfs.h>
#include <unistd.h>

#include "account/busy_descriptions.h"
#include "account/descriptor_tables.h"
#include "account/inquiry.h"
#include "base/bytes.h"
#include "base/descriptors.h"
#include "base/signals.h"
#include "recording/numbers.h"
#include "targets/tasks.h"

enum {
    inquiries_at_most = 256,
    repetitions_at_most = 64 * 1024,
    answer_head_length = 32,
};
/* Of one account; what does not fit is left out. */
static const size_t answers_at_most = 64 * 1024 * 1024;

static struct inquiry inquiries[inquiries_at_most];
static size_t inquiry_count;

bool inquiries_add(const char *line) {
    if (inquiry_count == inquiries_at_most || strlen(line) > UINT16_MAX || !inquiry_parse(line, &inquiries[inquiry_count]))
        return false;
    inquiry_count++;
    return true;
}

void inquiries_append_lines(struct bytes *output) {
    uint16_t count = (uint16_t)inquiry_count;
    bytes_append(output, &count, sizeof count);
    for (size_t i = 0; i < inquiry_count; i++) {
        uint16_t length = (uint16_t)strlen(inquiries[i].line);
        bytes_append(output, &length, sizeof length);
        bytes_append(output, inquiries[i].line, length);
    }
}

/* ---- Answers ---- */

/* The place of an answer's head, completed by end_answer. */
static size_t begin_answer(struct bytes *output) {
    static const unsigned char empty[answer_head_length];
    size_t start = output->length;
    bytes_append(output, empty, sizeof empty);
    return start;
}

/* Returns how many answers that made: none when there is no room for it. */
static size_t end_answer(struct bytes *output, size_t start, const struct inquiry *inquiry, int64_t subject, const struct answer *answer) {
    if (output->length > answers_at_most) {
        output->length = start;
        return 0;
    }
    unsigned char *place = output->data + start;
    uint32_t index = (uint32_t)(inquiry - inquiries), error = (uint32_t)answer->error, length = (uint32_t)answer->length;
    memcpy(place, &index, sizeof index);
    memcpy(place + 4, &error, sizeof error);
    memcpy(place + 8, &subject, sizeof subject);
    memcpy(place + 16, &answer->result, sizeof answer->result);
    memcpy(place + 24, &length, sizeof length);
    return 1;
}

static size_t ask_text(const struct inquiry *inquiry, const char *path, int64_t subject, struct bytes *output) {
    struct answer answer;
    size_t start = begin_answer(output);
    inquiry_read_text(path, output, &answer);
    return end_answer(output, start, inquiry, subject, &answer);
}

/* `subject`: as the account names it; `argument`: as the call does. */
static size_t ask_call(const struct inquiry *inquiry, int64_t subject, uint64_t argument, struct bytes *output) {
    size_t count = 0, before;
    struct answer answer;
    uint64_t index = 0;
    do {
        size_t start = begin_answer(output);
        inquiry_call(inquiry, argument, index++, output, &answer);
        before = count;
        count += end_answer(output, start, inquiry, subject, &answer);
    } while (inquiry->repeated && answer.error == 0 && count > before && index < repetitions_at_most);
    return count;
}

/* ---- Open file descriptions ---- */

static bool is_selected(const struct inquiry *inquiry, const struct found_descriptor *item) {
    struct statfs file_system;
    char path[64];
    switch (inquiry->selection) {
    case SELECT_ALL:
        return true;
    case SELECT_TYPE:
        return (item->status.st_mode & S_IFMT) == inquiry->selected;
    case SELECT_LINK: {
        size_t length = strlen(inquiry->link_start);
        return item->link_length >= length && memcmp(item->link, inquiry->link_start, length) == 0;
    }
    case SELECT_FILE_SYSTEM:
        snprintf(path, sizeof path, "/proc/%d/fd/%d", (int)item->tid, item->number);
        return statfs(path, &file_system) == 0 && (uint64_t)file_system.f_type == inquiry->selected;
    }
    return false;
}

static size_t ask_borrowed(const struct inquiry *inquiry, const struct found_descriptor *item, int descriptor, int error,
                           struct bytes *output) {
    if (descriptor >= 0 && inquiry->question == QUESTION_CALL)
        return ask_call(inquiry, item->class, (uint64_t)descriptor, output);
    struct answer answer = { .result = -1, .error = error };
    size_t start = begin_answer(output);
    if (descriptor >= 0 && inquiry->question == QUESTION_TEE)
        inquiry_tee(inquiry, descriptor, output, &answer);
    else if (descriptor >= 0)
        inquiry_peek(inquiry, descriptor, output, &answer);
    return end_answer(output, start, inquiry, item->class, &answer);
}

static size_t ask_description(const struct found_descriptor *item, struct bytes *output) {
    char path[64];
    size_t count = 0;
    bool is_borrowed = false, is_busy = is_busy_description(item);
    int descriptor = -1, error = 0;
    for (size_t i = 0; i < inquiry_count; i++) {
        const struct inquiry *inquiry = &inquiries[i];
        if (inquiry->subject != SUBJECT_FD || !is_selected(inquiry, item))
            continue;
        if (inquiry->question == QUESTION_INFO && !is_busy) {
            snprintf(path, sizeof path, "/proc/%d/fdinfo/%d", (int)item->tid, item->number);
            count += ask_text(inquiry, path, item->class, output);
            continue;
        }
        if (!is_borrowed) {
            descriptor = is_busy ? -1 : descriptor_borrow(item->tid, item->pid, item->number);
            error = is_busy ? EBUSY : errno;
            is_borrowed = true;
        }
        count += ask_borrowed(inquiry, item, descriptor, error, output);
    }
    if (descriptor >= 0)
        close(descriptor);
    return count;
}

size_t inquiries_ask_descriptions(const struct found_tables *found, struct bytes *output) {
    size_t count = 0;
    for (size_t i = 0; i < found->descriptor_count; i++)
        if (found->descriptors[i].first_of_class)
            count += ask_description(&found->descriptors[i], output);
    return count;
}

/* ---- Processes and threads ---- */

/* What cannot be read is answered with EFAULT. */
static size_t ask_memory(const struct inquiry *inquiry, pid_t task, uint64_t address, uint64_t length, struct bytes *output) {
    struct answer answer;
    size_t start = begin_answer(output);
    inquiry_read_memory(task, address, length, output, &answer);
    return end_answer(output, start, inquiry, task, &answer);
}

/* The queue of a thread that is not stopped cannot be seen: ESRCH. */
static size_t ask_signals(const struct inquiry *inquiry, pid_t tid, struct bytes *output) {
    size_t start = begin_answer(output);
    struct answer answer = { 0 };
    siginfo_t *queued = (siginfo_t *)(void *)bytes_reserve(output, signals_peeked_at_most * sizeof *queued);
    int count = signals_peek(tid, inquiry->of_process, queued);
    if (count < 0) {
        answer = (struct answer){ .result = -1, .error = errno };
    } else {
        answer = (struct answer){ .result = count, .length = (size_t)count * sizeof *queued };
        output->length += answer.length;
    }
    return end_answer(output, start, inquiry, tid, &answer);
}

static size_t ask_thread(const struct task *task, struct bytes *output) {
    char path[PATH_MAX];
    size_t count = 0;
    for (size_t i = 0; i < inquiry_count; i++) {
        const struct inquiry *inquiry = &inquiries[i];
        if (inquiry->subject != SUBJECT_THREAD)
            continue;
        if (inquiry->question == QUESTION_SIGNALS) {
            count += ask_signals(inquiry, task->tid, output);
        } else if (inquiry->question == QUESTION_TEXT) {
            snprintf(path, sizeof path, "/proc/%d/task/%d/%s", (int)task->process->pid, (int)task->tid, inquiry->path);
            count += ask_text(inquiry, path, task->tid, output);
        } else if (task->call.phase == CALL_INSIDE && task->call.number == inquiry->number) {
            uint64_t address;
            if (operand_value(&inquiry->place, task, 0, &address))
                count += ask_memory(inquiry, task->tid, address, inquiry->length, output);
        }
    }
    return count;
}

/* Whether a line of /proc/PID/maps is asked about; its name begins at `name`. */
static bool is_asked_mapping(const struct inquiry *inquiry, char shared, const char *name) {
    if (inquiry->question == QUESTION_SHARED)
        return shared == 's';
    return strncmp(name, inquiry->link_start, strlen(inquiry->link_start)) == 0;
}

/* One answer for each such mapping, in the order of /proc/PID/maps. */
static size_t ask_mappings(const struct inquiry *inquiry, pid_t pid, struct bytes *output) {
    static struct bytes maps;
    size_t count = 0;
    inquiry_read_maps(pid, &maps);
    char *position = NULL;
    for (char *line = strtok_r((char *)maps.data, "\n", &position); line != NULL; line = strtok_r(NULL, "\n", &position)) {
        unsigned long long start, end;
        char shared;
        int name = 0;
        if (sscanf(line, "%llx-%llx %*3c%c %*s %*s %*s %n", &start, &end, &shared, &name) != 3 || name == 0
            || !is_asked_mapping(inquiry, shared, line + name))
            continue;
        count += ask_memory(inquiry, pid, start, inquiry->length < end - start ? inquiry->length : end - start, output);
    }
    return count;
}

size_t inquiries_ask_process(pid_t pid, const struct process *process, struct bytes *output) {
    char path[PATH_MAX];
    size_t count = 0;
    for (size_t i = 0; i < inquiry_count; i++) {
        if (inquiries[i].subject != SUBJECT_PROCESS)
            continue;
        if (inquiries[i].question == QUESTION_MAPPING || inquiries[i].question == QUESTION_SHARED) {
            count += ask_mappings(&inquiries[i], pid, output);
            continue;
        }
        snprintf(path, sizeof path, "/proc/%d/%s", (int)pid, inquiries[i].path);
        count += ask_text(&inquiries[i], path, pid, output);
    }
    for (const struct task *task = process != NULL ? process->first_task : NULL; task != NULL; task = task->next)
        count += ask_thread(task, output);
    return count;
}

/* ---- Numbers and the machine ---- */

/* All inquiries of one number one after the other, so that an inquiry given twice frames what stands between. */
static size_t ask_number(const struct number_set *set, int32_t number, struct bytes *output) {
    size_t count = 0;
    for (size_t i = 0; i < inquiry_count; i++)
        if (inquiries[i].subject == SUBJECT_NUMBER && inquiries[i].numbers == set)
            count += ask_call(&inquiries[i], number, (uint64_t)number, output);
    return count;
}

static bool is_first_of_its_set(size_t index) {
    for (size_t i = 0; i < index; i++)
        if (inquiries[i].subject == SUBJECT_NUMBER && inquiries[i].numbers == inquiries[index].numbers)
            return false;
    return inquiries[index].subject == SUBJECT_NUMBER;
}

size_t inquiries_ask_numbers(struct bytes *output) {
    size_t count = 0;
    for (size_t i = 0; i < inquiry_count; i++) {
        if (!is_first_of_its_set(i))
            continue;
        size_t seen;
        const int32_t *numbers = numbers_seen(inquiries[i].numbers, &seen);
        for (size_t j = 0; j < seen; j++)
            count += ask_number(inquiries[i].numbers, numbers[j], output);
    }
    return count;
}

static size_t ask_netlink(const struct inquiry *inquiry, struct bytes *output) {
    struct answer answer;
    size_t start = begin_answer(output);
    inquiry_netlink(inquiry, output, &answer);
    return end_answer(output, start, inquiry, 0, &answer);
}

size_t inquiries_ask_machine(struct bytes *output) {
    size_t count = 0;
    for (size_t i = 0; i < inquiry_count; i++) {
        if (inquiries[i].subject != SUBJECT_MACHINE)
            continue;
        count += inquiries[i].question == QUESTION_NETLINK ? ask_netlink(&inquiries[i], output)
                                                           : ask_text(&inquiries[i], inquiries[i].path, 0, output);
    }
    return count;
}
