# An image that holds the program and git, and runs as nobody.
#
#   docker build -t leakage .
#   docker run --rm --network none -v "$PWD:/repository:ro" leakage
#
# The build needs the network (packages of Debian and of Swift); what is built does not.

FROM swift:6.3-bookworm AS build
WORKDIR /leakage
COPY . .
RUN make install PREFIX=/usr DESTDIR=/out

FROM debian:bookworm-slim
RUN apt-get update \
  && apt-get install -y --no-install-recommends git ca-certificates \
  && rm -rf /var/lib/apt/lists/*
COPY --from=build /out/usr /usr
# Mounted repositories belong to somebody else. leakage asks nothing about owners and obeys nothing in them; git, which
# hooks and 'leakage ci' ask, would refuse.
RUN git config --system --add safe.directory '*'
USER 65534:65534
ENV HOME=/tmp
WORKDIR /repository
ENTRYPOINT ["leakage"]
CMD ["scan", "--untrusted"]
