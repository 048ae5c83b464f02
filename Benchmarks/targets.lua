-- Asks for the addresses of the file BENCH_TARGETS (on each line a path, a tab and a word the answer holds) in any order, as
-- the browser of BENCH_COOKIE, and looks whether the answers hold one of those words.
local headers = { Cookie = os.getenv("BENCH_COOKIE"), Connection = os.getenv("BENCH_CONNECTION") }
local paths, words = {}, {}
for line in io.lines(os.getenv("BENCH_TARGETS")) do
    local path, word = line:match("([^\t]+)\t(.+)")
    table.insert(paths, path)
    table.insert(words, word)
end
wrong, seed = 0, 0
local threads = {}

function setup(thread)
    seed = seed + 1
    thread:set("seed", seed)
    table.insert(threads, thread)
end

function init()
    math.randomseed(seed)
    wrong = 0
end

function request()
    return wrk.format("GET", paths[math.random(#paths)], headers)
end

local function holds(body)
    for _, word in ipairs(words) do
        if body:find(word, 1, true) then return true end
    end
    return false
end

-- After the first answers only the status of most is looked at: reading each body costs more than making it.
local count = 0
function response(status, _, body)
    count = count + 1
    if status ~= 200 or ((count <= 20 or count % 50 == 0) and not holds(body)) then wrong = wrong + 1 end
end

function done(summary, latency)
    local bad = summary.errors.connect + summary.errors.read + summary.errors.write + summary.errors.timeout
    for _, thread in ipairs(threads) do bad = bad + thread:get("wrong") end
    io.write(string.format("BENCH %d %d %d %d %d %d\n", summary.requests, summary.duration,
        latency:percentile(50), latency:percentile(95), bad, latency:percentile(99)))
end
