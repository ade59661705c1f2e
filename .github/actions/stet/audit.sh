#!/usr/bin/env bash
# Audits, writes the reports, and leaves the verdict to a later step, so that
# reports reach people whatever it is. What keeps stet from auditing at all
# (statuses 2 and above) fails here.
#
#   STET_PATHS      files or folders, a line each; none for the site of this folder
#   STET_ARGUMENTS  further arguments, parted by spaces
#   STET_FAIL_ON    severity from which the gate fails
#   STET_REPORTS    folder for the reports
set -euo pipefail

mkdir -p "$STET_REPORTS"
# The bash of macOS is one of 2007: it has no mapfile, and no empty arrays below set -u.
paths=()
while IFS= read -r path; do
	[ -z "${path//[[:space:]]/}" ] || paths+=("$path")
done <<<"${STET_PATHS:-}"
read -ra arguments <<<"${STET_ARGUMENTS:-}" || true

status=0
stet audit --format github --fail-on "${STET_FAIL_ON:-error}" \
	--output "sarif=$STET_REPORTS/stet.sarif" --output "markdown=$STET_REPORTS/stet.md" \
	--output "html=$STET_REPORTS/stet.html" --output "csv=$STET_REPORTS/stet.csv" \
	${arguments[@]+"${arguments[@]}"} -- ${paths[@]+"${paths[@]}"} || status=$?
if [ "$status" -gt 1 ]; then
	exit "$status"
fi
cat "$STET_REPORTS/stet.md" >>"${GITHUB_STEP_SUMMARY:-/dev/null}"
{
	echo "status=$status"
	echo "report=$STET_REPORTS/stet.html"
	echo "ledger=$STET_REPORTS/stet.csv"
} >>"${GITHUB_OUTPUT:-/dev/stdout}"
