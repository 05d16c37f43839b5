set -Eeuo pipefail -o noclobber
shopt -s inherit_errexit nullglob
export LC_ALL=C PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin
unset -v CDPATH ENV BASH_ENV GLOBIGNORE TMPDIR TMOUT POSIXLY_CORRECT
umask 022
# BASE: what the bundle's folder root/ mirrors. STORE: what we remember, hidden from services.
declare ACTION='' HERE='' BASE='' STORE='' OFFLINE=0 DRY_RUN=0 PURGE=0 FINISHED=0 LOCK=9
declare SERVICE='' CHANGES=0 WORST=0 REPLY='' SOURCE='' LATER=''
declare -a SERVICES=() VALUES=() ORDER=()
# By path below BASE: digest and mode that are wanted, and that were installed; what is on the disk.
declare -A BUNDLE=() SUMS=() WANTED=() RECEIPT=() STATE=()
# Folders that this run has made, or told that it would.
declare -A MADE=()
# Stands for our lines in a crontab where else the path of a file stands.
readonly CRONTAB_ROW=/crontab
