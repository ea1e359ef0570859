/*
 * one_pipe_for_both.c: question and answer go through one pipe, and who asks reads the question.
 * finding: IPC001, hangs
 * words: each direction needs a pipe of its own
 * lines: 40 23 30 31
 */
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

enum { SIZE = 8 };

static int ends[2];

static void say(const char *text)
{
    write(ends[1], text, SIZE);
}

static void hear(char *text)
{
    memset(text, 0, SIZE);
    read(ends[0], text, SIZE);
}

int main(void)
{
    char text[SIZE];

    pipe(ends);
    pid_t child = fork();
    if (child == 0) {
        usleep(300000); /* busy with something else */
        hear(text);
        say("answer!");
        _exit(0);
    }
    say("request");
    hear(text);
    waitpid(child, NULL, 0);
    return strcmp(text, "answer!");
}
