-- Asks for the page named by BENCH_PAGE as the officer of BENCH_COOKIE, each time about somebody else, and checks the answer.
local page, cookie = os.getenv("BENCH_PAGE"), os.getenv("BENCH_COOKIE")
local most, expected = tonumber(os.getenv("BENCH_IDS")), os.getenv("BENCH_EXPECTED")
local names = { "jones", "evans", "brambury", "clayton", "davies", "wernley", "roberts", "kelwick", "thornton", "pugh" }
local headers = { Cookie = cookie }
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
    local path
    if page == "list" then path = "/people?page=" .. math.random(1, 40)
    elseif page == "search" then path = "/people?q=" .. names[math.random(#names)]
    -- The first file is Gwent's, so its people have the lower half of the numbers.
    else path = "/people/" .. math.random(1, math.floor(most / 2)) end
    return wrk.format("GET", path, headers)
end

-- Only the status is looked at for most answers: reading each body costs more than making it.
local count = 0
function response(status, _, body)
    count = count + 1
    if status ~= 200 or (count % 50 == 0 and not body:find(expected, 1, true)) then wrong = wrong + 1 end
end

function done(summary, latency)
    local bad = 0
    for _, thread in ipairs(threads) do bad = bad + thread:get("wrong") end
    io.write(string.format("BENCH %d %d %d %d %d\n", summary.requests, summary.duration,
        latency:percentile(50), latency:percentile(95), bad))
end
