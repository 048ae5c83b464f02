-- Each request records a panel's decision on somebody about whom none has been recorded in this round.
local cookie, csrf = os.getenv("BENCH_COOKIE"), os.getenv("BENCH_CSRF")
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
    return wrk.format("POST", "/panels/W15000002/people/" .. (person % most + 1) .. "/decision", headers, form)
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
