#include "operations/told.h"

#include <string.h>

#include "base/memory.h"
#include "operations/operation_forms.h"

static bool is_of_pool(const struct told *told) {
    return told->form->kind == OPERATION_WORK;
}

/* The index of the first that begins behind the address. */
static size_t first_behind(const struct told_list *list, uint64_t address) {
    size_t low = 0, high = list->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (list->all[middle].start <= address)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

static void remove_at(struct told_list *list, size_t index) {
    if (is_of_pool(&list->all[index]))
        list->of_pool--;
    memmove(&list->all[index], &list->all[index + 1], (list->count - index - 1) * sizeof *list->all);
    list->count--;
}

static size_t oldest(const struct told_list *list) {
    size_t found = 0;
    for (size_t i = 1; i < list->count; i++)
        if (list->all[i].serial < list->all[found].serial)
            found = i;
    return found;
}

struct told *told_find(struct told_list *list, uint64_t address) {
    size_t behind = first_behind(list, address);
    if (behind == 0)
        return NULL;
    struct told *told = &list->all[behind - 1];
    return address - told->start < told->form->size ? told : NULL;
}

void told_forget(struct told_list *list, uint64_t start, uint64_t size) {
    const struct told *before = told_find(list, start);
    size_t index = before != NULL ? (size_t)(before - list->all) : first_behind(list, start);
    while (index < list->count && list->all[index].start < start + size)
        remove_at(list, index);
}

void told_add(struct told_list *list, struct told told) {
    told_forget(list, told.start, told.form->size);
    if (list->count == told_at_most)
        remove_at(list, oldest(list));
    size_t index = first_behind(list, told.start);
    memmove(&list->all[index + 1], &list->all[index], (list->count - index) * sizeof *list->all);
    told.serial = list->serial++;
    list->all[index] = told;
    list->count++;
    if (is_of_pool(&told))
        list->of_pool++;
}

bool told_is_alive(const struct told *told, pid_t tid) {
    const struct operation_form *form = told->form;
    uint32_t type;
    uint64_t work[4]; /* struct uv__work: the function, one for the end, the loop, and what follows in the queue */
    int32_t descriptor;
    if (!memory_read_whole(tid, told->start + form->type_offset, &type, sizeof type) || type != form->type)
        return false;
    if (form->work_offset != 0) {
        uint64_t place = told->start + form->work_offset;
        /* Who takes it out of the queue makes a queue of its own of it, and NULL of the function when it is done (threadpool.c). */
        if (!memory_read_whole(tid, place, work, sizeof work) || work[0] == 0 || work[3] != place + 3 * sizeof *work)
            return false;
    }
    return form->descriptor_offset == 0
           || (memory_read_whole(tid, told->start + form->descriptor_offset, &descriptor, sizeof descriptor) && descriptor == -1);
}

/* Of struct uv_fs_t (uv.h, uv/unix.h): offsets, and the types of operations about its descriptor. */
enum { file_type = 64, file_path = 104, file_descriptor = 280 };
enum { type_close = 2, type_write = 4, type_fstat = 8, type_ftruncate = 9 };

bool told_names(const struct told *told, pid_t tid, const uint64_t arguments[6]) {
    uint32_t type;
    uint64_t path;
    int32_t descriptor;
    if (!told->form->is_on_files || !memory_read_whole(tid, told->start + file_type, &type, sizeof type))
        return false;
    if ((type >= type_close && type <= type_write) || type == type_fstat || type == type_ftruncate)
        return memory_read_whole(tid, told->start + file_descriptor, &descriptor, sizeof descriptor) && descriptor == (int32_t)arguments[0];
    /* Its own copy of the path. */
    return memory_read_whole(tid, told->start + file_path, &path, sizeof path) && path != 0
           && (path == arguments[0] || path == arguments[1]);
}
