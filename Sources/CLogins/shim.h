/* Structures of client libraries that are loaded when a login first needs them: neither is linked, and no header of
 * theirs is needed. Their layouts are part of the libraries' binary interfaces. */
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>
#include <sys/uio.h>

/* librabbitmq 4: amqp.h and amqp_framing.h. */

typedef struct {
  size_t count;
  void *bytes;
} AMQPBytes;

typedef struct {
  int count;
  void *entries;
} AMQPTable;

typedef struct {
  AMQPBytes key;
  uint8_t kind;
  union {
    int flag;
    AMQPBytes text;
    AMQPTable table;
  } value;
} AMQPTableEntry;

typedef struct {
  uint8_t kind;
  uint16_t channel;
  union {
    struct {
      uint32_t id;
      void *decoded;
    } method;
    /* The other kinds' payloads are smaller than this. */
    uint64_t room[8];
  } payload;
} AMQPFrame;

typedef struct {
  uint8_t major, minor;
  AMQPTable properties;
  AMQPBytes mechanisms, locales;
} AMQPStart;

typedef struct {
  AMQPTable properties;
  AMQPBytes mechanism, response, locale;
} AMQPStartOK;

typedef struct {
  uint16_t channels;
  uint32_t frameSize;
  uint16_t heartbeat;
} AMQPTune;

typedef struct {
  AMQPBytes host, capabilities;
  int insists;
} AMQPOpen;

typedef struct {
  uint16_t code;
  AMQPBytes text;
  uint16_t classID, methodID;
} AMQPClose;

/* libmongoc 1.0 and libbson 1.0: mongoc-stream.h, bson-types.h. */

typedef struct {
  uint32_t domain, code;
  char message[504];
} MongoError;

typedef struct MongoStream MongoStream;

typedef struct {
  MongoStream *stream;
  int events, answer;
} MongoWait;

struct MongoStream {
  int type;
  void (*destroy)(MongoStream *);
  int (*close)(MongoStream *);
  int (*flush)(MongoStream *);
  ssize_t (*write)(MongoStream *, struct iovec *, size_t, int32_t milliseconds);
  ssize_t (*read)(MongoStream *, struct iovec *, size_t, size_t least, int32_t milliseconds);
  int (*setOption)(MongoStream *, int, int, void *, uint32_t);
  MongoStream *(*base)(MongoStream *);
  bool (*isClosed)(MongoStream *);
  ssize_t (*wait)(MongoWait *, size_t, int32_t milliseconds);
  void (*failed)(MongoStream *);
  bool (*timedOut)(MongoStream *);
  bool (*isWorthRetrying)(MongoStream *);
  void *room[3];
  /* Ours. */
  void *owner;
  int descriptor, error;
};
