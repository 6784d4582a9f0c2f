#!/bin/sh
# Installs Hengjian from this folder, without a network:  sh install.sh /opt/hengjian
# Run again with a newer folder to upgrade. PYTHON names another Python 3.11. With
#   sh install.sh /opt/hengjian oidc
# what single sign-on needs is installed too.
set -eu
umask 022 # the service's own account reads what is installed here, whoever installs it

if [ $# -lt 1 ] || [ $# -gt 2 ] || [ "${2:-oidc}" != oidc ]; then
    echo "usage: sh install.sh FOLDER [oidc]   (for instance /opt/hengjian)" >&2
    exit 2
fi
target=$1
extra=${2:-}
python=${PYTHON:-python3.11}
here=$(cd "$(dirname "$0")" && pwd)
case $target in /*) ;; *) target=$(pwd)/$target ;; esac
cd "$here"

# what was carried over is what was gathered
if ! sha256sum --quiet --check SHA256SUMS; then
    echo "a file is damaged or was changed: carry the folder over again" >&2
    exit 1
fi
if ! "$python" -c 'import sys; sys.exit(sys.version_info[:2] != (3, 11))'; then
    echo "Python 3.11 is needed: PYTHON=/path/to/python3.11 sh install.sh $target" >&2
    exit 1
fi
[ -x "$target/bin/python" ] || "$python" -m venv "$target"
pip() {
    "$target/bin/python" -m pip --disable-pip-version-check install -q \
        --no-index --find-links wheels "$@"
}
pip --require-hashes --only-binary :all: -r requirements.txt
[ -z "$extra" ] || pip --require-hashes --only-binary :all: -r "requirements-$extra.txt"
pip --no-deps --force-reinstall wheels/hengjian-*.whl
"$target/bin/hengjian" packs check "$("$target/bin/python" -c \
    'from hengjian.lib.shipped_packs import shipped_packs; print(shipped_packs())')"
echo "installed: $target/bin/hengjian"
