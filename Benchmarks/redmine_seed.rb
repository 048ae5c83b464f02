# Fills an empty Redmine with cases: one project an area, one issue a person, and an officer who may see one area and administers
# nothing. Run by Redmine's `rails runner` with the file of cases (a line of JSON each), the area, the login and the password.
require "json"

file, area, login, password = ARGV
ActiveRecord::Base.logger = nil
Mailer.perform_deliveries = false
# Text goes out as it is, as in Carfan; nobody is mailed; only who is signed in sees anything.
settings = { text_formatting: "", notified_events: [], login_required: "1", default_language: "en" }
settings.each { |name, value| Setting[name] = value }

User.where(admin: true).update_all(status: User::STATUS_LOCKED)
officer = User.new(
  firstname: "Nia", lastname: "Bramley", mail: "nia.bramley@example.org", language: "en", mail_notification: "none")
officer.login = login
officer.password = officer.password_confirmation = password
officer.save!

projects = Hash.new do |known, name|
  known[name] = Project.create!(
    name: name, identifier: name.parameterize, is_public: false, tracker_ids: [Tracker.first.id],
    enabled_module_names: ["issue_tracking"])
end
# With leave to edit, Redmine would put its forms into every case page, which costs it half as much again; Carfan's has none.
role = Role.create!(name: "Offender manager", issues_visibility: "default", permissions: %i[view_issues])
Member.create!(project: projects[area], user_id: officer.id, role_ids: [role.id])

always = { tracker_id: Tracker.first.id, status_id: IssueStatus.first.id, priority_id: IssuePriority.default.id,
           author_id: officer.id, lock_version: 0, done_ratio: 0, is_private: false, lft: 1, rgt: 2 }
now = Time.now.utc
File.foreach(file).each_slice(2000) do |lines|
  cases = lines.map { |line| JSON.parse(line) }
  Issue.insert_all!(cases.map do |one|
    time = now - one["number"]
    { **always, id: one["number"], root_id: one["number"], project_id: projects[one["area"]].id, subject: one["subject"],
      description: one["description"], created_on: time, updated_on: time }
  end)
  notes = cases.flat_map { |one| one["notes"].map { |note| [one["number"], note] } }
  Journal.insert_all!(notes.map do |number, note|
    { journalized_id: number, journalized_type: "Issue", user_id: officer.id, notes: note, created_on: now - number,
      private_notes: false }
  end)
end
ActiveRecord::Base.connection.execute("PRAGMA journal_mode = WAL")
ActiveRecord::Base.connection.execute("ANALYZE")
puts "#{Issue.count} #{Journal.count}"
