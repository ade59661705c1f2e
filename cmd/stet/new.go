package main

import (
	"context"
	"fmt"
	"os"
	"path"
	"path/filepath"
	"strings"

	"stet/internal/article"
	"stet/internal/disk"
	"stet/internal/site"
	"stet/internal/yaml"
)

var newVerb = command{
	name:  "new",
	args:  "TITLE [--in FOLDER]",
	short: "start an article from the questions that a review asks",
	long: `Writes a draft into the content of this folder's site, named after its title,
with a box for the question (PICO) and the headings of a review: who was studied,
what was given, against what, and what came of it, how the evidence was looked for, and what speaks
against it. Drafts are not published. A file that is there is never touched.

  stet new "Zinc and the common cold"
  stet new "Magnesium glycinate" --in minerals`,
	run: runNew,
}

// skeleton is a new article; its verbs are title and date.
const skeleton = `---
title: %s
description: ""
date: %s
draft: true
tags: []
---

One paragraph that answers the question, for a reader who reads no further.

:::{pico}
:population: Who: age, sex, health.
:intervention: What is given, how much, how often, for how long.
:comparison: Against what.
:outcome: What is measured, and when.
:::

## Who was studied

Population: age, sex, health, how many.

## What was given, and against what

Intervention and comparison: what, how much, how often, for how long.

## What came of it

Outcomes, each with its number and its source, named outright as soon as you have it: ` + "`[@pmid:29480918]`" + `.

## What speaks against it

Risk of bias, small numbers, other findings, who paid.

## How the evidence was looked for

Where, when, with which words, and what was left out.
`

func runNew(_ context.Context, e *env, args []string) error {
	flags := e.flags()
	folder := flags.String("in", "", "a folder below the site's content: `FOLDER`")
	day := todayFlag(flags)
	args, err := e.parse(flags, args)
	if err != nil {
		return err
	}
	title := strings.TrimSpace(strings.Join(args, " "))
	if title == "" {
		return usagef(`new needs a title, as in stet new "Zinc and the common cold"`)
	}
	p, err := openProject(".", "")
	if err != nil {
		return err
	}
	today, err := day.value()
	if err != nil {
		return err
	}
	if !filepath.IsLocal(filepath.FromSlash(path.Join("x", *folder))) || strings.Contains(*folder, "..") {
		return usagef("--in %q is no folder below the site's content", *folder)
	}
	name := strings.TrimSuffix(site.Address(title, &article.Meta{Slug: title}), "/") + ".md"
	below := strings.TrimPrefix(path.Clean(filepath.ToSlash(*folder)), p.Settings.Content+"/") // as shells complete it
	file := filepath.Join(p.Dir, p.Settings.Content, filepath.FromSlash(below), name)
	if _, err := os.Lstat(file); err == nil {
		return usagef("%s is there already; give the article another title", filepath.ToSlash(file))
	}
	if err := disk.Create(file, fmt.Appendf(nil, skeleton, yaml.Text(title), today)); err != nil {
		return err
	}
	fmt.Fprintln(e.stdout, filepath.ToSlash(file))
	return nil
}
