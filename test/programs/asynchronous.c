/*
 * asynchronous.c: io_submit(2) writes to a file and to a pipe, reads from them, and adds to an eventfd; first one request at a time, then
 * more at once than are looked at.
 */
#define _GNU_SOURCE
#include <fcntl.h>
#include <linux/aio_abi.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/eventfd.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <unistd.h>

enum { many = 12 };

static aio_context_t context;
static char data[100];

static struct iocb request(int command, int descriptor, size_t length)
{
    return (struct iocb){
        .aio_lio_opcode = (uint16_t) command,
        .aio_fildes = (uint32_t) descriptor,
        .aio_buf = (uintptr_t) data,
        .aio_nbytes = length,
    };
}

static void submit(struct iocb *requests, int count)
{
    struct iocb *pointers[many];
    struct io_event events[many];

    for (int i = 0; i < count; i++)
        pointers[i] = &requests[i];
    if (syscall(SYS_io_submit, context, count, pointers) != count
        || syscall(SYS_io_getevents, context, count, count, events, NULL) != count)
        exit(EXIT_FAILURE);
    lseek(0, 0, SEEK_CUR);
}

int main(void)
{
    char path[] = "/tmp/ipcscope-asynchronous-XXXXXX";
    int file = mkstemp(path), other = memfd_create("other", 0), tube[2], counter = eventfd(0, 0);
    struct iocb one, all[many];

    unlink(path);
    if (file == -1 || other == -1 || counter == -1 || pipe(tube) != 0 || syscall(SYS_io_setup, many, &context) != 0)
        return EXIT_FAILURE;
    one = request(IOCB_CMD_PWRITE, file, 100);
    submit(&one, 1);
    one = request(IOCB_CMD_PREAD, file, 50);
    one.aio_flags = IOCB_FLAG_RESFD;
    one.aio_resfd = (uint32_t) counter;
    submit(&one, 1);
    one = request(IOCB_CMD_PWRITE, tube[1], 5);
    submit(&one, 1);
    one = request(IOCB_CMD_PREAD, tube[0], 2);
    submit(&one, 1);
    if (write(tube[1], "more", 4) != 4 || read(tube[0], data, sizeof data) != 7 || ftruncate(file, 10) != 0)
        return EXIT_FAILURE;
    for (int i = 0; i < many; i++)
        all[i] = request(IOCB_CMD_PWRITE, other, (size_t) i + 1);
    submit(all, many);
    return 0;
}
