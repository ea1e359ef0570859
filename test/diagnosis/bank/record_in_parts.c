/*
 * record_in_parts.c: a record that is larger than a pipe comes in parts, and a part is taken for all of it.
 * finding: IPC027
 * words: got 65536 of the 70004 bytes that p2 wrote
 * lines: 36 22
 */
#include <sys/wait.h>
#include <unistd.h>

enum { records = 3 };

struct record {
    int number;
    char picture[70000];
};

static struct record record;

static void send_all(int pipe_end)
{
    for (record.number = 0; record.number < records; record.number++)
        write(pipe_end, &record, sizeof record);
}

int main(void)
{
    int ends[2], sum = 0;

    pipe(ends);
    if (fork() == 0) {
        close(ends[0]);
        send_all(ends[1]);
        _exit(0);
    }
    close(ends[1]);
    while (read(ends[0], &record, sizeof record) > 0)
        sum += record.number;
    wait(NULL);
    return sum == 3 ? 0 : 1;
}
