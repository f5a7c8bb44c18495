"""Some tests of pages, API and security again, on PostgreSQL."""

from tests.web.api.test_acting import (
    test_a_deputy_sees_the_tasks_of_somebody_who_goes_away,
    test_a_token_that_is_ended_is_refused_at_once,
)
from tests.web.api.test_cases import test_a_case_is_read_with_its_entries_and_a_tag
from tests.web.api.test_tasks import (
    test_a_clerk_does_a_task_from_list_to_end,
    test_strangers_do_not_find_a_task,
    test_two_programs_race_for_one_task_and_one_has_it,
)
from tests.web.pages.test_pages import (
    test_a_case_is_tracked_by_its_link_without_names_or_data,
    test_buttons_of_others_are_refused,
)
from tests.web.pages.test_tasks import (
    test_a_signer_signs_before_the_task_can_be_completed,
    test_tasks_are_claimed_in_bulk_and_a_second_claim_is_told,
    test_who_wrote_a_refund_does_not_pay_it,
)
from tests.web.pages.test_together import (
    test_a_process_that_is_killed_leaves_both_or_neither,
    test_files_of_a_form_are_kept_with_the_command_or_not_at_all,
)
from tests.web.security.test_corpora import test_a_script_in_any_text_of_a_case_is_only_a_text

__all__ = [
    "test_a_case_is_read_with_its_entries_and_a_tag",
    "test_a_case_is_tracked_by_its_link_without_names_or_data",
    "test_a_clerk_does_a_task_from_list_to_end",
    "test_a_deputy_sees_the_tasks_of_somebody_who_goes_away",
    "test_a_process_that_is_killed_leaves_both_or_neither",
    "test_a_script_in_any_text_of_a_case_is_only_a_text",
    "test_a_signer_signs_before_the_task_can_be_completed",
    "test_a_token_that_is_ended_is_refused_at_once",
    "test_buttons_of_others_are_refused",
    "test_files_of_a_form_are_kept_with_the_command_or_not_at_all",
    "test_strangers_do_not_find_a_task",
    "test_tasks_are_claimed_in_bulk_and_a_second_claim_is_told",
    "test_two_programs_race_for_one_task_and_one_has_it",
    "test_who_wrote_a_refund_does_not_pay_it",
]
