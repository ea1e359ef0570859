#include "base/memory.h"

#include <fcntl.h>
#include <stdio.h>
#include <sys/uio.h>
#include <unistd.h>

static bool has_awaited_pages;

void memory_await_no_page(void) {
    has_awaited_pages = true;
}

bool memory_has_awaited_pages(void) {
    return has_awaited_pages;
}

/* Reading /proc/PID/mem fails where a userfaultfd(2) would have to bring the page (handle_userfault in fs/userfaultfd.c, without
 * FAULT_FLAG_ALLOW_RETRY), while process_vm_readv(2) waits for the target, which waits for us. */
static size_t read_without_waiting(pid_t tid, uint64_t address, void *buffer, size_t length) {
    ssize_t copied = memory_force_read(tid, address, buffer, length);
    return copied > 0 ? (size_t)copied : 0;
}

size_t memory_read(pid_t tid, uint64_t address, void *buffer, size_t length) {
    if (has_awaited_pages)
        return read_without_waiting(tid, address, buffer, length);
    size_t done = 0;
    /* process_vm_readv(2) copies at most 2 GiB a call. */
    while (done < length) {
        struct iovec local = { (char *)buffer + done, length - done };
        struct iovec remote = { (void *)(uintptr_t)(address + done), length - done };
        ssize_t copied = process_vm_readv(tid, &local, 1, &remote, 1, 0);
        if (copied <= 0)
            break;
        done += (size_t)copied;
    }
    return done;
}

bool memory_read_whole(pid_t tid, uint64_t address, void *buffer, size_t length) {
    return memory_read(tid, address, buffer, length) == length;
}

bool memory_read_places(pid_t tid, const struct iovec *places, size_t count, void *buffer, size_t length) {
    if (!has_awaited_pages) {
        struct iovec local = { buffer, length };
        return process_vm_readv(tid, &local, 1, places, count, 0) == (ssize_t)length;
    }
    size_t done = 0;
    for (size_t i = 0; i < count && done < length; i++) {
        if (!memory_read_whole(tid, (uint64_t)(uintptr_t)places[i].iov_base, (char *)buffer + done, places[i].iov_len))
            return false;
        done += places[i].iov_len;
    }
    return done == length;
}

static int open_memory(pid_t tid, int flags) {
    char path[48];
    snprintf(path, sizeof path, "/proc/%d/mem", (int)tid);
    return open(path, flags | O_CLOEXEC);
}

ssize_t memory_force_read(pid_t tid, uint64_t address, void *buffer, size_t length) {
    int descriptor = open_memory(tid, O_RDONLY);
    if (descriptor < 0)
        return -1;
    ssize_t copied = pread(descriptor, buffer, length, (off_t)address);
    close(descriptor);
    return copied;
}

ssize_t memory_force_write(pid_t tid, uint64_t address, const void *buffer, size_t length) {
    int descriptor = open_memory(tid, O_RDWR);
    if (descriptor < 0)
        return -1;
    ssize_t copied = pwrite(descriptor, buffer, length, (off_t)address);
    close(descriptor);
    return copied;
}
