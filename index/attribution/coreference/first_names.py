"""Given names: whether a later "he" or "she" can stand for someone, told by a frequent first name."""

_WOMEN = """
Abigail Ada Adriana Alexandra Alice Alicia Alison Allison Amanda Amber Amy Ana Angela Anita Ann Anna Anne
Annette Ashley Ayesha Barbara Beatrice Beth Betsy Betty Beverly Brenda Brittany Camille Carla Carly Carmen Carol
Caroline Carolyn Catherine Cathy Charlotte Chelsea Cheryl Christina Christine Cindy Claire Claudia Colleen Condoleezza
Cynthia Danielle Dawn Deborah Debbie Debra Diana Diane Dianne Donna Dorothy Edith Eileen Elaine Eleanor Elena
Elisabeth Elise Elizabeth Ellen Elsa Emily Emma Erica Erika Erin Esther Ethel Eva Eve Evelyn Fatima Florence Frances
Gabriela Gail Gina Ginger Gloria Grace Gretchen Gwen Hannah Heather Heidi Helen Hillary Holly Huma Ingrid Irene Isabel
Ivanka Jacqueline Jane Janet Janice Jeanne Jen Jenna Jennifer Jenny Jessica Jill Joan Joanna Joanne Josephine
Joyce Juanita Judith Judy Julia Juliana Julie Kamala Karen Kate Katherine Kathleen Kathryn Kathy Katie Katrina Kayla
Kayleigh Kellyanne Kimberly Kirsten Kristen Kristin Kristina Laura Lauren Leila Lillian Linda Lisa Liz Loretta
Lori Louise Lucia Lucy Madeleine Marcia Margaret Margarita Maria Marie Marilyn Marine Marissa Martha Mary Maureen
Megan Megyn Melania Melanie Melinda Melissa Mercedes Meredith Michele Michelle Miriam Molly Monica Nadia Nancy Naomi
Natalia Natalie Neera Nicole Nikki Nina Nora Olga Olivia Pam Pamela Patricia Patti Paula Pauline Peggy Penny Phyllis
Polly Priscilla Rachel Rebecca Regina Renee Rita Roberta Rosa Rose Rosemary Ruth Sabrina Sally Samantha Sandra
Sara Sarah Sharon Sheila Shirley Sofia Sonia Sophia Sophie Stephanie Sue Susan Susana Suzanne
Sylvia Tamara Tammy Tara Teresa Theresa Tiffany Tina Tulsi Ursula Valerie Vanessa Vera Veronica Victoria
Virginia Vivian Wanda Wendy Yolanda Yvette Yvonne Zoe
"""
_MEN = """
Aaron Abdul Abdullah Abraham Adam Adrian Ahmad Ahmed Al Alan Albert Alberto Alejandro Alex Alexander Alexei Alfred Ali
Allan Allen Andre Andrei Andrew Andy Angus Anthony Antonin Antonio António Antony Arnold Arthur Barack Barry Bart Ben
Benjamin Bernard Bernie Bill Billy Bob Bobby Boris Brad Bradley Brandon Brendan Brent Brett Brian Bruce Bryan Byron
Calvin Carl Carlos Cesar Charles Charlie Chris Christian Christopher Chuck Clarence Clark Clint Colin Connor Corey
Cory Craig Curt Curtis Dan Daniel Danny Darrell Darren Dave David Dean Dennis Derek Dick Dmitri Dmitry Dominic
Don Donald Doug Douglas Duncan Dustin Dwight Earl Ed Eddie Edgar Eduardo Edward Edwin Eli Elijah Elliott Emmanuel
Enrique Eric Erik Ernest Ethan Eugene Evan Felix Fernando Francis Francisco Francois Frank Franklin Fred Frederick
Gabriel Garrett Gary Gavin Gene Geoff Geoffrey George Gerald Gerard Gerry Gilbert Glen Glenn Gordon Greg Gregory Guy
Hans Harold Harry Harvey Hassan Henry Herbert Herman Howard Hugh Hugo Hussein Ian Igor Isaac Ivan Jack Jacob Jaime
Jake James Jared Jason Javier Jay Jeb Jeff Jeffrey Jeremy Jerome Jerry Jesse Jim Jimmy Joaquin Joe Joel Joey
John Johnny Jon Jonah Jonathan Jorge Jose José Joseph Josh Joshua Juan Julian Julio Justin Karl Keith Ken Kenneth
Kevin Kirk Klaus Kurt Kyle Larry Lars Lawrence Len Leo Leon Leonard Lewis Lincoln Lindsey Lloyd Louis Luis Luke
Manuel Marc Marco Mario Mark Marshall Martin Marvin Mason Matt Matthew Maurice Max Mehmet Michael Miguel Mike Miles
Mitch Mitt Mohamed Mohammad Mohammed Morton Moses Muhammad Nathan Nathaniel Ned Neil Newt Nicholas Nick Nicolas Nigel
Noah Norman Oliver Omar Oscar Osama Otto Owen Pablo Patrick Paul Pedro Perry Peter Phil Philip Phillip Pierre Rafael
Ralph Ramon Rand Randall Randy Raul Ray Raymond Recep Reince Ricardo Richard Rick Ricky Rob Robbie Robby Robert
Roberto Rod Rodney Rodrigo Roger Roland Ron Ronald Ross Roy Rudolph Rudy Rupert Rush Russ Russell Ryan Salvador Sam
Samuel Santiago Scott Sean Sebastian Sergei Sergey Sergio Seth Shane Shaun Shawn Sidney Silvio Simon Spencer Stanley
Stephen Steve Steven Stuart Ted Terence Theodore Thomas Tim Timothy Todd Tom Tommy Tony Trent Trevor Tucker
Tyler Vernon Victor Vincent Vladimir Volodymyr Wallace Walter Warren Wayne Wesley Will William Willie Wolf Xi Yusuf
Zachary
"""
_GENDERS = dict.fromkeys(_MEN.split(), "m") | dict.fromkeys(_WOMEN.split(), "f")


def gender(given: str) -> str | None:
    """Give "f" or "m" for a given name that is frequent with women or with men, None for any other."""
    return _GENDERS.get(given)
