/*
 * browser.c: many processes, as a browser has them. One parent, a child for each of its 30
 * pages, and for each child a pair of sockets and a shared segment.
 *
 * What to watch for in the diagram:
 *   1. All children are alike: they are one card with a count. Unfold one.
 *   2. The parent asks all pages, and waits for none of them (asynchronously). The questions
 *      wait in the sockets, or are answered already.
 *   3. A page is too large for a message. It stands in the shared segment; only the word that
 *      it is there goes through the socket.
 *   4. The parent takes the answers one after the other, in whatever order they have come.
 */
#define _GNU_SOURCE
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

enum { PAGES = 30, SIZE = 4096, ENGINE = 3 };

static struct page {
    pid_t process;
    int socket;
    char *picture;
} pages[PAGES];

static void must(int holds, const char *call)
{
    if (holds)
        return;
    perror(call);
    exit(EXIT_FAILURE);
}

/* Draws until nobody asks any more. */
static void draw(int socket, char *picture)
{
    char question[16];
    ssize_t length;

    while ((length = recv(socket, question, sizeof question, 0)) > 0) {
        memset(picture, question[0], SIZE);
        /* Stop 3 (child): the picture is in the segment. Step, and the parent is told. */
        must(send(socket, "drawn", 5, 0) == 5, "send");
    }
    exit(EXIT_SUCCESS);
}

static void open_page(struct page *page)
{
    int ends[2];

    page->picture = mmap(NULL, SIZE, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    must(page->picture != MAP_FAILED, "mmap");
    must(socketpair(AF_UNIX, SOCK_SEQPACKET, 0, ends) != -1, "socketpair");
    page->process = fork();
    must(page->process != -1, "fork");
    if (page->process == 0) {
        /* It has the parent's ends of all earlier pages too: away with them. */
        must(dup2(ends[1], ENGINE) == ENGINE, "dup2");
        must(close_range(ENGINE + 1, ~0u, 0) != -1, "close_range");
        draw(ENGINE, page->picture);
    }
    close(ends[1]);
    page->socket = ends[0];
}

int main(void)
{
    char answer[16];
    int drawn = 0;

    /* Descriptor 3 stays free for the children's ends. */
    must(dup2(STDIN_FILENO, ENGINE) == ENGINE, "dup2");
    for (int i = 0; i < PAGES; i++)
        open_page(&pages[i]);
    /* Stop 1 (parent): 30 children, who all wait. */
    for (int i = 0; i < PAGES; i++) {
        char question = (char) ('A' + i % 26);
        must(send(pages[i].socket, &question, 1, 0) == 1, "send");
    }
    /* Stop 2 (parent): all are asked, and nobody was waited for. */
    for (int i = 0; i < PAGES; i++) {
        /* Stop 4 (parent): the answer is there already, or is waited for. */
        must(recv(pages[i].socket, answer, sizeof answer, 0) == 5, "recv");
        drawn += pages[i].picture[SIZE - 1] == 'A' + i % 26;
    }
    printf("%d pages are drawn\n", drawn);
    for (int i = 0; i < PAGES; i++) {
        close(pages[i].socket);
        must(waitpid(pages[i].process, NULL, 0) == pages[i].process, "waitpid");
        munmap(pages[i].picture, SIZE);
    }
    return EXIT_SUCCESS;
}
