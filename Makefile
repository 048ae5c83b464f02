# What people do every day. Each verb is a short script in bin/.

.PHONY: run test setup format words bench

run: ## an invented Wales to try Carfan with
	@bin/setup run
	@bin/dev

test: ## everything that must hold
	@bin/setup test
	@bin/ci

setup: ## what building and testing need
	@bin/setup test

format: ## lay out the sources
	@swift format --in-place --recursive Sources Tests Package.swift

words: ## every English and Welsh pair
	@bin/words

bench: ## the numbers
	@bin/setup run
	@bin/bench
