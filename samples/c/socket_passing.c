/*
 * socket_passing.c: a descriptor goes through a socket to another process.
 *
 * What to watch for in the diagram:
 *   1. The parent opens a file, reads one line of it, and sends its descriptor in a message.
 *      On its way the open file description is in flight: it stays although the parent closes
 *      its own descriptor.
 *   2. The child receives it under a number of its own. It is the same open file description:
 *      the child reads on where the parent stopped.
 *   3. A number alone would be of no use: a descriptor means something in its own table only.
 */
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static void die(const char *call)
{
    perror(call);
    exit(EXIT_FAILURE);
}

static void rest(long milliseconds)
{
    struct timespec duration = { 0, milliseconds * 1000 * 1000 };
    nanosleep(&duration, NULL);
}

/* A message needs a byte at least; the descriptor goes beside it. */
struct parcel {
    struct msghdr header;
    struct iovec part;
    char byte;
    union {
        struct cmsghdr first;
        char room[CMSG_SPACE(sizeof(int))];
    } control;
};

static void prepare(struct parcel *parcel)
{
    memset(parcel, 0, sizeof *parcel);
    parcel->byte = '!';
    parcel->part = (struct iovec){ &parcel->byte, 1 };
    parcel->header.msg_iov = &parcel->part;
    parcel->header.msg_iovlen = 1;
    parcel->header.msg_control = &parcel->control;
    parcel->header.msg_controllen = sizeof parcel->control;
}

static void send_descriptor(int socket, int descriptor)
{
    struct parcel parcel;

    prepare(&parcel);
    parcel.control.first.cmsg_level = SOL_SOCKET;
    parcel.control.first.cmsg_type = SCM_RIGHTS;
    parcel.control.first.cmsg_len = CMSG_LEN(sizeof descriptor);
    memcpy(CMSG_DATA(&parcel.control.first), &descriptor, sizeof descriptor);
    /* Stop 1 (parent): step, and the file's description has a place in a message. */
    if (sendmsg(socket, &parcel.header, 0) != 1)
        die("sendmsg");
}

static int receive_descriptor(int socket)
{
    struct parcel parcel;
    int descriptor;

    prepare(&parcel);
    if (recvmsg(socket, &parcel.header, 0) != 1)
        die("recvmsg");
    /* Stop 3 (child): the table has a new number for the same description. */
    memcpy(&descriptor, CMSG_DATA(CMSG_FIRSTHDR(&parcel.header)), sizeof descriptor);
    return descriptor;
}

static void print_line(const char *who, int file)
{
    char line[16];

    ssize_t length = read(file, line, 6);
    if (length == -1)
        die("read");
    printf("%s: read \"%.*s\"\n", who, (int) length - 1, line);
}

static void child(int socket)
{
    rest(100); /* The message waits meanwhile. */
    int file = receive_descriptor(socket);
    print_line("child", file);
    exit(EXIT_SUCCESS);
}

int main(void)
{
    int ends[2];
    char name[] = "/tmp/ipcscope-passing-XXXXXX";

    setvbuf(stdout, NULL, _IOLBF, 0); /* Each line goes out at once. */
    if (socketpair(AF_UNIX, SOCK_STREAM, 0, ends) == -1)
        die("socketpair");
    pid_t pid = fork();
    if (pid == -1)
        die("fork");
    if (pid == 0) {
        close(ends[0]);
        child(ends[1]);
    }
    close(ends[1]);

    int file = mkstemp(name);
    if (file == -1)
        die("mkstemp");
    unlink(name);
    if (write(file, "first\nother\n", 12) != 12 || lseek(file, 0, SEEK_SET) == -1)
        die("write");
    print_line("parent", file);
    send_descriptor(ends[0], file);
    /* Stop 2 (parent): after this only the message has it. */
    close(file);
    if (waitpid(pid, NULL, 0) == -1)
        die("waitpid");
    close(ends[0]);
    return EXIT_SUCCESS;
}
