#include "gdb/transfer.h"

#include "targets/tasks.h"

#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ptrace.h>
#include <unistd.h>

/* A whole object; `data` is NULL when it cannot be had. */
struct object {
    char *data;
    size_t length;
};

static struct object read_file(const char *path) {
    struct object object = { NULL, 0 };
    FILE *copy = open_memstream(&object.data, &object.length);
    int descriptor = open(path, O_RDONLY | O_CLOEXEC);
    char piece[4096];
    ssize_t length;
    while (descriptor >= 0 && copy != NULL && (length = read(descriptor, piece, sizeof piece)) > 0)
        fwrite(piece, 1, (size_t)length, copy);
    if (descriptor >= 0)
        close(descriptor);
    if (copy != NULL)
        fclose(copy);
    return object;
}

/* proc(5): the auxiliary vector that the kernel gave to the program. */
static struct object auxiliary_vector(const struct gdb *gdb) {
    char path[32];
    snprintf(path, sizeof path, "/proc/%d/auxv", gdb->pid);
    return read_file(path);
}

static struct object executable(const struct gdb *gdb) {
    char path[32];
    snprintf(path, sizeof path, "/proc/%d/exe", gdb->pid);
    struct object object = { malloc(PATH_MAX), 0 };
    ssize_t length = object.data == NULL ? -1 : readlink(path, object.data, PATH_MAX);
    if (length >= 0) {
        object.length = (size_t)length;
        return object;
    }
    free(object.data);
    return (struct object){ NULL, 0 };
}

/* A thread chooses its name, so it may hold anything. */
static void write_xml_attribute(FILE *file, const char *text, size_t length) {
    for (size_t i = 0; i < length; i++) {
        unsigned char character = (unsigned char)text[i];
        if (character < ' ' || character > '~' || strchr("<>&\"'", character) != NULL)
            fputc('?', file);
        else
            fputc(character, file);
    }
}

static struct object thread_list(const struct gdb *gdb) {
    struct object object = { NULL, 0 };
    FILE *file = open_memstream(&object.data, &object.length);
    if (file == NULL)
        return object;
    fputs("<?xml version=\"1.0\"?>\n<threads>\n", file);
    for (struct task *task = tasks_first_living(gdb->process); task != NULL; task = tasks_next_living(task)) {
        char path[64];
        snprintf(path, sizeof path, "/proc/%d/task/%d/comm", gdb->pid, task->tid);
        struct object name = read_file(path);
        fprintf(file, "<thread id=\"%x\" name=\"", task->tid);
        if (name.data != NULL && name.length > 0)
            write_xml_attribute(file, name.data, name.length - 1); /* without the newline */
        fputs("\"/>\n", file);
        free(name.data);
    }
    fputs("</threads>\n", file);
    fclose(file);
    return object;
}

static struct object signal_information(const struct gdb *gdb) {
    struct object object = { malloc(sizeof(siginfo_t)), sizeof(siginfo_t) };
    struct task *task = gdb_selected_task(gdb);
    if (object.data != NULL && task != NULL && ptrace(PTRACE_GETSIGINFO, task->tid, 0, object.data) == 0)
        return object;
    free(object.data);
    return (struct object){ NULL, 0 };
}

/* "annex:offset,length". The only annex that any of our objects has is the process of exec-file, which is ours. */
static void write_piece(struct object object, struct packet_reader *packet, struct packet_writer *reply) {
    uint64_t process, offset, length;
    read_hex_number(packet, &process);
    if (object.data == NULL || !read_word(packet, ":") || !read_hex_number(packet, &offset) || !read_word(packet, ",")
        || !read_hex_number(packet, &length) || offset > object.length) {
        gdb_write_error(reply);
    } else {
        uint64_t left = object.length - offset;
        uint64_t room = reply->capacity - 1;
        uint64_t piece = length < room ? length : room;
        bool last = left <= piece;
        write_text(reply, last ? "l" : "m");
        write_binary(reply, object.data + offset, last ? left : piece);
    }
    free(object.data);
}

void gdb_handle_transfer(struct gdb *gdb, struct packet_reader *packet, struct packet_writer *reply) {
    if (gdb->process == NULL) {
        gdb_write_error(reply);
    } else if (read_word(packet, "auxv:read:")) {
        write_piece(auxiliary_vector(gdb), packet, reply);
    } else if (read_word(packet, "exec-file:read:")) {
        write_piece(executable(gdb), packet, reply);
    } else if (read_word(packet, "threads:read:")) {
        gdb_note_presentation(gdb);
        write_piece(thread_list(gdb), packet, reply);
    } else if (read_word(packet, "siginfo:read:")) {
        write_piece(signal_information(gdb), packet, reply);
    }
}
