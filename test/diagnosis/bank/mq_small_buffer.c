/*
 * mq_small_buffer.c: a buffer for the message that is expected, and not for the largest one.
 * finding: IPC070
 * words: its buffer is smaller than the queue's mq_msgsize
 * lines: 18
 */
#include <fcntl.h>
#include <mqueue.h>
#include <stddef.h>

int main(void)
{
    char bytes[64];

    mqd_t queue = mq_open("/ipcscope-bank-small-buffer", O_RDWR | O_CREAT, 0600, NULL);
    mq_unlink("/ipcscope-bank-small-buffer");
    mq_send(queue, "short", 5, 0);
    mq_receive(queue, bytes, sizeof bytes, NULL);
    return 0;
}
