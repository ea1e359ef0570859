/* One of everything that the kernel can be asked about without changing it. After getppid(2), when the account is taken,
 * the program looks whether all is as it was: its exit status is the number of the first thing that is not. */
#define _GNU_SOURCE
#include <fcntl.h>
#include <linux/futex.h>
#include <mqueue.h>
#include <pthread.h>
#include <sched.h>
#include <stdatomic.h>
#include <stdio.h>
#include <string.h>
#include <sys/eventfd.h>
#include <sys/msg.h>
#include <sys/sem.h>
#include <sys/shm.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/un.h>
#include <unistd.h>

struct message {
    long type;
    char text[8];
};

static int word = 5;
static atomic_int other_thread;
static int counter, semaphore, queue, semaphores, segment, pipe_ends[2], pair[2];
static char *shared;
static mqd_t posix_queue;

static void *with_own_table(void *unused)
{
    (void) unused;
    if (unshare(CLONE_FILES) != 0 || dup2(open("/dev/null", O_WRONLY), 77) != 77)
        _exit(1);
    close(pipe_ends[0]);
    other_thread = (int) syscall(SYS_gettid);
    syscall(SYS_futex, &word, FUTEX_WAIT, 5, NULL);
    return NULL;
}

static int other_thread_shows(const char *file, const char *text)
{
    char path[64], content[256] = "";
    snprintf(path, sizeof path, "/proc/self/task/%d/%s", other_thread, file);
    int descriptor = open(path, O_RDONLY);
    if (descriptor < 0 || read(descriptor, content, sizeof content - 1) < 0)
        return 0;
    close(descriptor);
    return strstr(content, text) != NULL;
}

/* proc_pid_syscall(5) shows the call also while a tracer holds the thread at its entry; proc_pid_stat(5) tells. */
static int waits_in_futex(void)
{
    return other_thread_shows("syscall", "202 ") && other_thread_shows("stat", ") S ");
}

static int send_message(long type, const char *text, size_t length)
{
    struct message message = { .type = type };
    memcpy(message.text, text, length);
    return msgsnd(queue, &message, length, 0);
}

static int is_next(long type, const char *text, long length)
{
    struct message message;
    return msgrcv(queue, &message, sizeof message.text, 0, IPC_NOWAIT) == length && message.type == type
           && memcmp(message.text, text, (size_t) length) == 0;
}

/* Bytes with a descriptor beside them, which wait in the socket. */
static void send_descriptor(void)
{
    char control[CMSG_SPACE(sizeof(int))] = { 0 };
    struct iovec vector = { "wait", 4 };
    struct msghdr message = { .msg_iov = &vector, .msg_iovlen = 1, .msg_control = control, .msg_controllen = sizeof control };
    struct cmsghdr *header = CMSG_FIRSTHDR(&message);
    header->cmsg_level = SOL_SOCKET;
    header->cmsg_type = SCM_RIGHTS;
    header->cmsg_len = CMSG_LEN(sizeof(int));
    memcpy(CMSG_DATA(header), &counter, sizeof counter);
    if (sendmsg(pair[0], &message, 0) != 4)
        _exit(1);
}

static int descriptor_comes(void)
{
    char control[CMSG_SPACE(sizeof(int))] = { 0 }, bytes[8];
    struct iovec vector = { bytes, sizeof bytes };
    struct msghdr message = { .msg_iov = &vector, .msg_iovlen = 1, .msg_control = control, .msg_controllen = sizeof control };
    return recvmsg(pair[1], &message, MSG_DONTWAIT) == 4 && memcmp(bytes, "wait", 4) == 0 && CMSG_FIRSTHDR(&message) != NULL;
}

static void make_all(void)
{
    counter = eventfd(26, 0);
    semaphore = eventfd(3, EFD_SEMAPHORE);
    queue = msgget(IPC_PRIVATE, IPC_CREAT | 0600);
    semaphores = semget(IPC_PRIVATE, 3, IPC_CREAT | 0600);
    segment = shmget(IPC_PRIVATE, 100, IPC_CREAT | 0600);
    shared = shmat(segment, NULL, 0);
    shmctl(segment, IPC_RMID, NULL);
    char name[32];
    snprintf(name, sizeof name, "/ipcscope-test-%d", (int) getpid());
    struct mq_attr attributes = { .mq_maxmsg = 4, .mq_msgsize = 16 };
    posix_queue = mq_open(name, O_RDWR | O_CREAT | O_EXCL, 0600, &attributes);
    mq_unlink(name);
    if (pipe(pipe_ends) != 0 || socketpair(AF_UNIX, SOCK_STREAM, 0, pair) != 0)
        _exit(1);
}

static void fill_all(void)
{
    strcpy(shared, "shared text");
    unsigned short values[] = { 4, 0, 600 };
    semctl(semaphores, 0, SETALL, values);
    send_message(7, "seven", 5);
    send_message(3, "", 0);
    send_message(9, "ni\0e", 4);
    mq_send(posix_queue, "posix", 5, 1);
    if (write(pipe_ends[1], "in the pipe", 11) != 11)
        _exit(1);
    send_descriptor();
}

static int first_change(void)
{
    eventfd_t value;
    char bytes[16];
    struct msqid_ds status;
    struct shmid_ds attached;
    struct mq_attr attributes;
    if (eventfd_read(counter, &value) != 0 || value != 26)
        return 2;
    if (eventfd_read(semaphore, &value) != 0 || value != 1)
        return 3;
    if (msgctl(queue, IPC_STAT, &status) != 0 || status.msg_lrpid != 0 || status.msg_qnum != 3)
        return 4;
    if (!is_next(7, "seven", 5) || !is_next(3, "", 0) || !is_next(9, "ni\0e", 4))
        return 5;
    if (semctl(semaphores, 2, GETVAL) != 600)
        return 6;
    if (shmctl(segment, IPC_STAT, &attached) != 0 || attached.shm_nattch != 1)
        return 7;
    if (mq_getattr(posix_queue, &attributes) != 0 || attributes.mq_curmsgs != 1 || mq_receive(posix_queue, bytes, 16, NULL) != 5)
        return 8;
    if (read(pipe_ends[0], bytes, sizeof bytes) != 11 || memcmp(bytes, "in the pipe", 11) != 0)
        return 9;
    return descriptor_comes() ? 0 : 10;
}

int main(void)
{
    pthread_t thread;
    make_all();
    fill_all();
    if (pthread_create(&thread, NULL, with_own_table, NULL) != 0)
        return 1;
    while (!waits_in_futex())
        sched_yield();
    syscall(SYS_getppid);
    int change = first_change();
    msgctl(queue, IPC_RMID, NULL);
    semctl(semaphores, 0, IPC_RMID);
    return change;
}
