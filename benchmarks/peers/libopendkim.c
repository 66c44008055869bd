/*
 * Verifies messages with libopendkim. Arguments: "dkim", a file of keys (a line each: name, tab,
 * text), the CPU time of the warm-up and of the measurement in milliseconds, and the messages.
 * Prints how many of them pass, and the CPU time of one in microseconds.
 */
#include <dkim.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>

#define KEYS 16

static char key_names[KEYS][256];
static char key_texts[KEYS][1024];
static int key_count;

struct message {
  unsigned char *octets;
  size_t length;
};

static void fail(const char *what) {
  fprintf(stderr, "libopendkim: %s\n", what);
  exit(1);
}

static void read_keys(const char *name) {
  FILE *file = fopen(name, "r");
  if (file == NULL) fail(name);
  while (key_count < KEYS &&
         fscanf(file, "%255[^\t]\t%1023[^\n]\n", key_names[key_count], key_texts[key_count]) == 2)
    key_count++;
  fclose(file);
}

static struct message read_message(const char *name) {
  struct message message = {NULL, 0};
  FILE *file = fopen(name, "rb");
  if (file == NULL || fseek(file, 0, SEEK_END) != 0) fail(name);
  message.length = (size_t)ftell(file);
  message.octets = malloc(message.length);
  rewind(file);
  if (fread(message.octets, 1, message.length, file) != message.length) fail(name);
  fclose(file);
  return message;
}

static DKIM_CBSTAT look_up(DKIM *dkim, DKIM_SIGINFO *sig, unsigned char *text, size_t length) {
  char name[512];
  (void)dkim;
  snprintf(name, sizeof name, "%s._domainkey.%s", dkim_sig_getselector(sig),
           dkim_sig_getdomain(sig));
  for (int i = 0; i < key_count; i++)
    if (strcmp(name, key_names[i]) == 0 && strlen(key_texts[i]) < length) {
      strcpy((char *)text, key_texts[i]);
      return DKIM_CBSTAT_CONTINUE;
    }
  return DKIM_CBSTAT_NOTFOUND;
}

static int passes(DKIM_LIB *library, const struct message *message) {
  DKIM_STAT status;
  _Bool test_key;
  DKIM *dkim = dkim_verify(library, (const unsigned char *)"-", NULL, &status);
  if (dkim == NULL) fail("dkim_verify");
  status = dkim_chunk(dkim, message->octets, message->length);
  if (status == DKIM_STAT_OK) status = dkim_chunk(dkim, NULL, 0);
  if (status == DKIM_STAT_OK) status = dkim_eom(dkim, &test_key);
  if (status == DKIM_STAT_OK) {
    DKIM_SIGINFO *sig = dkim_getsignature(dkim);
    if (sig == NULL || (dkim_sig_getflags(sig) & DKIM_SIGFLAG_PASSED) == 0 ||
        dkim_sig_getbh(sig) != DKIM_SIGBH_MATCH)
      status = DKIM_STAT_BADSIG;
  }
  dkim_free(dkim);
  return status == DKIM_STAT_OK;
}

/* Microseconds of CPU time of this process. */
static double cpu(void) {
  struct rusage usage;
  getrusage(RUSAGE_SELF, &usage);
  return (usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) * 1e6 + usage.ru_utime.tv_usec +
         usage.ru_stime.tv_usec;
}

/* Verifies all messages, again and again, and returns the mean of one. */
static double measure(DKIM_LIB *library, struct message *messages, int count, double micros) {
  double begin = cpu(), used;
  long done = 0;
  do {
    for (int i = 0; i < count; i++) passes(library, &messages[i]);
    done += count;
    used = cpu() - begin;
  } while (used < micros);
  return used / done;
}

int main(int argc, char **argv) {
  if (argc < 6 || strcmp(argv[1], "dkim") != 0) fail("dkim KEYS WARMUP MEASURE MESSAGE...");
  DKIM_LIB *library = dkim_init(NULL, NULL);
  int count = argc - 5, passed = 0;
  struct message *messages = calloc((size_t)count, sizeof *messages);
  read_keys(argv[2]);
  dkim_set_key_lookup(library, look_up);
  for (int i = 0; i < count; i++) {
    messages[i] = read_message(argv[5 + i]);
    passed += passes(library, &messages[i]);
  }
  measure(library, messages, count, atof(argv[3]) * 1000);
  printf("%d %.1f\n", passed, measure(library, messages, count, atof(argv[4]) * 1000));
  return 0;
}
