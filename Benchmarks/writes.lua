-- Each request sends the form to the address of BENCH_ADDRESS, which holds %d for a person's number, of another person than the last.
local cookie, address = os.getenv("BENCH_COOKIE"), os.getenv("BENCH_ADDRESS")
local form, first, most = os.getenv("BENCH_FORM"), tonumber(os.getenv("BENCH_FIRST")), tonumber(os.getenv("BENCH_IDS"))
local headers = { Cookie = cookie, ["Content-Type"] = "application/x-www-form-urlencoded", ["Sec-Fetch-Site"] = "same-origin" }
number = 0
local threads = {}

function setup(thread)
    thread:set("number", number)
    number = number + 1
    table.insert(threads, thread)
end

function init()
    wrong, person = 0, first + number
end

function request()
    person = person + 2
    return wrk.format("POST", address:format(person % most + 1), headers, form)
end

function response(status)
    if status ~= 303 and status ~= 302 then wrong = wrong + 1 end
end

function done(summary, latency)
    local bad = 0
    for _, thread in ipairs(threads) do bad = bad + thread:get("wrong") end
    io.write(string.format("BENCH %d %d %d %d %d %d\n", summary.requests, summary.duration,
        latency:percentile(50), latency:percentile(95), bad, latency:percentile(99)))
end
