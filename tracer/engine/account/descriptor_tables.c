#include "account/descriptor_tables.h"

#include <dirent.h>
#include <errno.h>
#include <limits.h>
#include <linux/kcmp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "account/busy_descriptions.h"
#include "base/bytes.h"
#include "base/descriptors.h"
#include "base/fatal.h"
#include "base/process_state.h"
#include "targets/tasks.h"

struct owner {
    pid_t tid;
    unsigned table;
};

static struct found_tables found;
static size_t table_capacity, descriptor_capacity;
static struct owner *owners;
static size_t owner_count, owner_capacity;
static struct bytes links;
static bool flags_are_busy;
/* Places in a list, in the kernel's own order of what stands there: of tables, or of descriptions of one object. */
static struct {
    size_t *places;
    size_t count, capacity;
} ordered;

/* Room for one more item. */
static void *room(void *items, size_t count, size_t *capacity, size_t size) {
    if (count < *capacity)
        return items;
    *capacity = *capacity > 0 ? 2 * *capacity : 64;
    void *larger = realloc(items, *capacity * size);
    if (larger == NULL)
        fatal_no_memory();
    return larger;
}

/* ---- The kernel's order ---- */

/* kcmp(2): 0 the same, 1 and 2 before and after in an order that lasts as long as both do; -1 when it does not tell. */
typedef long comparison(size_t one, size_t other);

/* The place that stands for the same as `place`; `place` itself when it is the first, which is remembered. */
static size_t find_same(size_t place, comparison *compare) {
    size_t low = 0, high = ordered.count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        long order = compare(place, ordered.places[middle]);
        if (order == 0)
            return ordered.places[middle];
        if (order != 1 && order != 2)
            return place;
        if (order == 1)
            high = middle;
        else
            low = middle + 1;
    }
    ordered.places = room(ordered.places, ordered.count, &ordered.capacity, sizeof *ordered.places);
    for (size_t i = ordered.count; i > low; i--)
        ordered.places[i] = ordered.places[i - 1];
    ordered.places[low] = place;
    ordered.count++;
    return place;
}

/* ---- Tables ---- */

static long compare_tables(size_t one, size_t other) {
    return syscall(SYS_kcmp, found.tables[one].tid, found.tables[other].tid, KCMP_FILES, 0, 0);
}

static bool is_refused(pid_t tid) {
    char path[48];
    snprintf(path, sizeof path, "/proc/%d/fd", (int)tid);
    return access(path, R_OK | X_OK) != 0 && errno == EACCES;
}

static size_t add_table(pid_t tid, bool refused) {
    found.tables = room(found.tables, found.table_count, &table_capacity, sizeof *found.tables);
    found.tables[found.table_count] = (struct found_table){ .tid = tid, .refused = refused };
    return found.table_count++;
}

/* `of_process`: that of an earlier task of the same process, or SIZE_MAX. */
static size_t find_table(pid_t tid, size_t of_process) {
    /* Where the kernel does not tell, the tasks of a process have one table, as they nearly always do. */
    if (of_process != SIZE_MAX && syscall(SYS_kcmp, tid, found.tables[of_process].tid, KCMP_FILES, 0, 0) <= 0)
        return of_process;
    size_t added = add_table(tid, flags_are_busy || is_refused(tid));
    if (found.tables[added].refused)
        return added;
    size_t same = find_same(added, compare_tables);
    if (same != added)
        found.table_count--;
    return same;
}

static void find_tables(void) {
    ordered.count = 0;
    flags_are_busy = are_flags_busy();
    for (struct process *process = tasks_first_process(); process != NULL; process = process->next) {
        size_t of_process = SIZE_MAX;
        for (struct task *task = process->launching ? NULL : process->first_task; task != NULL; task = task->next) {
            char state = process_state(task->tid, NULL);
            bool is_dead = state == 'Z' || state == 'X';
            size_t table = is_dead ? SIZE_MAX : find_table(task->tid, of_process);
            if (of_process == SIZE_MAX)
                of_process = table;
            owners = room(owners, owner_count, &owner_capacity, sizeof *owners);
            owners[owner_count++] = (struct owner){ task->tid, is_dead ? 0 : (unsigned)table + 1 };
        }
    }
}

static int compare_owners(const void *one, const void *other) {
    pid_t left = ((const struct owner *)one)->tid, right = ((const struct owner *)other)->tid;
    return left < right ? -1 : left > right;
}

unsigned descriptor_tables_class_of(pid_t tid) {
    struct owner wanted = { .tid = tid };
    const struct owner *owner = owner_count > 0 ? bsearch(&wanted, owners, owner_count, sizeof *owners, compare_owners) : NULL;
    return owner != NULL ? owner->table : 0;
}

/* ---- Descriptors ---- */

static int compare_numbers(const void *one, const void *other) {
    int left = ((const struct found_descriptor *)one)->number, right = ((const struct found_descriptor *)other)->number;
    return left < right ? -1 : left > right;
}

static void add_descriptor(pid_t tid, pid_t pid, int number) {
    char link[PATH_MAX] = "";
    struct found_descriptor item = { .tid = tid, .pid = pid, .number = number };
    if (!descriptor_status(tid, number, &item.status) || !descriptor_info(tid, number, &item.position, &item.flags))
        return;
    descriptor_link(tid, number, link, sizeof link);
    item.link_length = strlen(link);
    bytes_append(&links, link, item.link_length);
    found.descriptors = room(found.descriptors, found.descriptor_count, &descriptor_capacity, sizeof *found.descriptors);
    found.descriptors[found.descriptor_count++] = item;
}

static void find_descriptors_of(struct found_table *table) {
    char path[48];
    snprintf(path, sizeof path, "/proc/%d/fd", (int)table->tid);
    table->first = found.descriptor_count;
    DIR *directory = table->refused ? NULL : opendir(path);
    pid_t pid = tasks_find(table->tid)->process->pid;
    for (struct dirent *entry; directory != NULL && (entry = readdir(directory)) != NULL;)
        if (entry->d_name[0] >= '0' && entry->d_name[0] <= '9')
            add_descriptor(table->tid, pid, atoi(entry->d_name));
    if (directory != NULL)
        closedir(directory);
    table->count = found.descriptor_count - table->first;
}

/* Once all are found, since the array moves as it grows, and in the order in which they were found. */
static void place_links(void) {
    const char *link = (const char *)links.data;
    for (size_t i = 0; i < found.descriptor_count; i++) {
        found.descriptors[i].link = link;
        link += found.descriptors[i].link_length;
    }
}

static void sort_descriptors(void) {
    for (size_t i = 0; i < found.table_count; i++)
        if (found.tables[i].count > 0)
            qsort(found.descriptors + found.tables[i].first, found.tables[i].count, sizeof *found.descriptors, compare_numbers);
}

/* ---- Open file descriptions ---- */

static long compare_descriptions(size_t one, size_t other) {
    const struct found_descriptor *left = &found.descriptors[one], *right = &found.descriptors[other];
    return syscall(SYS_kcmp, left->tid, right->tid, KCMP_FILE, left->number, right->number);
}

/* By object, and within one object as they were found. */
static int compare_objects(const void *one, const void *other) {
    size_t left_place = *(const size_t *)one, right_place = *(const size_t *)other;
    const struct stat *left = &found.descriptors[left_place].status, *right = &found.descriptors[right_place].status;
    if (left->st_dev != right->st_dev)
        return left->st_dev < right->st_dev ? -1 : 1;
    if (left->st_ino != right->st_ino)
        return left->st_ino < right->st_ino ? -1 : 1;
    return left_place < right_place ? -1 : left_place > right_place;
}

static bool are_of_one_object(size_t one, size_t other) {
    const struct stat *left = &found.descriptors[one].status, *right = &found.descriptors[other].status;
    return left->st_dev == right->st_dev && left->st_ino == right->st_ino;
}

/* Only descriptors of one object can share a description: the kernel is asked about those alone. */
static void classify_descriptors(void) {
    static size_t *by_object, *first_of;
    static size_t by_object_capacity, first_of_capacity;
    for (size_t i = 0; i < found.descriptor_count; i++) {
        by_object = room(by_object, i, &by_object_capacity, sizeof *by_object);
        first_of = room(first_of, i, &first_of_capacity, sizeof *first_of);
        by_object[i] = i;
    }
    if (found.descriptor_count > 0)
        qsort(by_object, found.descriptor_count, sizeof *by_object, compare_objects);
    for (size_t i = 0; i < found.descriptor_count; i++) {
        if (i == 0 || !are_of_one_object(by_object[i - 1], by_object[i]))
            ordered.count = 0;
        first_of[by_object[i]] = find_same(by_object[i], compare_descriptions);
    }
    unsigned classes = 0;
    for (size_t i = 0; i < found.descriptor_count; i++) {
        struct found_descriptor *item = &found.descriptors[i];
        item->first_of_class = first_of[i] == i;
        item->class = item->first_of_class ? ++classes : found.descriptors[first_of[i]].class;
    }
}

const struct found_tables *descriptor_tables_read(void) {
    found.table_count = found.descriptor_count = owner_count = 0;
    bytes_clear(&links);
    find_tables();
    if (owner_count > 0)
        qsort(owners, owner_count, sizeof *owners, compare_owners);
    for (size_t i = 0; i < found.table_count; i++)
        find_descriptors_of(&found.tables[i]);
    place_links();
    sort_descriptors();
    classify_descriptors();
    return &found;
}
