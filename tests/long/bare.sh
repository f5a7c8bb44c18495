#!/bin/sh
# Everything a change has to pass, on a Debian that has nothing but git: the last commit is cloned
# into a new Debian in a folder, and `.ci/run` is started there. Needs root and debootstrap; some
# 5 GB and half an hour. Certificates of this machine are taken along.
#   tests/long/bare.sh [NEW FOLDER] [bookworm | trixie ...]
set -eu
here=$(cd "$(dirname "$0")/../.." && pwd)
where=${1:-$(mktemp -d)/debian}
release=${2:-bookworm}
authorities=/etc/ssl/certs/ca-certificates.crt
proxies=$(env | grep -iE '^(http|https|no)_proxy=' || true)

cleaned() {
  umount -l "$where/proc" "$where/dev/shm" "$where/dev" 2>/dev/null || true
}
trap cleaned EXIT INT TERM

debootstrap --variant=minbase --include=ca-certificates,git "$release" "$where"
cp /etc/resolv.conf /etc/hosts "$where/etc/"
cp "$authorities" "$where$authorities"
mount -t proc proc "$where/proc"
mount --bind /dev "$where/dev"
mount --bind /dev/shm "$where/dev/shm"
git clone -q "$here" "$where/root/guiju"
# shellcheck disable=SC2086 # one word for each variable
env -i PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin HOME=/root CI=true \
  SSL_CERT_FILE=$authorities PIP_CERT=$authorities REQUESTS_CA_BUNDLE=$authorities \
  NODE_EXTRA_CA_CERTS=$authorities $proxies chroot "$where" /root/guiju/.ci/run
