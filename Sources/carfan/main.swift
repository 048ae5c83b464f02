print("carfan")
