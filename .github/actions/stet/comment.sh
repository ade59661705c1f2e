#!/usr/bin/env bash
# Puts the audit into one comment of a pull request: the one that it made
# before, if there is one.
#
#   STET_COMMENT  file with the comment
#   STET_PULL     number of the pull request
set -euo pipefail

mark='<!-- stet audit -->'
body=$(mktemp)
trap 'rm -f "$body"' EXIT
{ echo "$mark"; cat "$STET_COMMENT"; } >"$body"

comments="repos/$GITHUB_REPOSITORY/issues/$STET_PULL/comments"
id=$(gh api --paginate "$comments" --jq ".[] | select(.body | startswith(\"$mark\")) | .id" | head -n 1)
if [ -n "$id" ]; then
	gh api --silent --method PATCH "repos/$GITHUB_REPOSITORY/issues/comments/$id" --field "body=@$body"
else
	gh api --silent --method POST "$comments" --field "body=@$body"
fi
