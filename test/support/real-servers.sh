#!/usr/bin/env bash
# Unpacks the real FTP servers of Debian, and some proxies, into a folder (default: .tap/real-servers, which git ignores), without
# installing them: as packages they exclude one another, and an installed one starts itself.
# What they link against is installed by .ci/run.
set -euo pipefail

folder=${1:-$(cd "$(dirname "$0")/../.." && pwd)/.tap/real-servers}
packages=(vsftpd proftpd-core proftpd-mod-crypto pure-ftpd pure-ftpd-common
  microsocks tinyproxy-bin openssh-server)

mkdir -p "$folder"
downloads=$(mktemp -d)
trap 'rm -rf "$downloads"' EXIT
(cd "$downloads" && apt-get -q -o APT::Sandbox::User=root download "${packages[@]}") >&2
for package in "$downloads"/*.deb; do dpkg-deb -x "$package" "$folder"; done
# Only programs and modules are wanted; manuals and examples would only be in the way of linters.
rm -rf "$folder/usr/share" "$folder/etc"
echo "$folder"
