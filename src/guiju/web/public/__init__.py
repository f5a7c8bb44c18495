"""Pages for people without an account: tracking, complaint, questionnaire, certificate."""
